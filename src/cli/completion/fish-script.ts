import type { CompletedCommand, CompletedOption, Values } from './describe-commands.ts'

/** A script that fish completes `sallyport` with, descriptions beside the words. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.filter(({ path }) => path !== '').map(({ path }) => quote(path))
  return `function __sallyport_at
    set -l path
    for word in (commandline -opc)[2..]
        contains -- (string join -- ' ' $path $word) ${paths.join(' ')}
        and set -a path $word
    end
    set -l at (string join -- ' ' $path)
    test "$at" = "$argv[1]"
end
complete -c sallyport -f
${commands.flatMap(linesOf).join('\n')}
`
}

function linesOf({ path, commands, options, values }: CompletedCommand): readonly string[] {
  const at = `complete -c sallyport -n ${quote(`__sallyport_at ${quote(path)}`)}`
  const own = argumentsOf(values)
  return [
    ...commands.map(({ name, description }) => `${at} -a ${name} -d ${quote(description)}`),
    ...options.map((option) => `${at} ${optionLine(option)}`),
    ...(own === undefined ? [] : [`${at} ${own}`]),
  ]
}

function optionLine({ names, description, values }: CompletedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  const value = values === undefined ? [] : [values === 'files' ? '-r' : '-x', argumentsOf(values) ?? '']
  return [...flags, ...value, `-d ${quote(description)}`].filter((part) => part !== '').join(' ')
}

function argumentsOf(values: Values): string | undefined {
  if (values === 'files') return '-F'
  if (values === 'folders') return "-a '(__fish_complete_directories)'"
  return values.length === 0 ? undefined : `-a ${quote(values.join(' '))}`
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`
}
