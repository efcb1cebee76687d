import type { CompletedCommand, Values } from './describe-commands.ts'

/**
 * A script that bash completes `sallyport` with. It holds the tree of commands, so that a press of the tab key starts no
 * process, and it evaluates nothing of what was typed. It needs no other package of completions.
 */
export function bashScript(commands: readonly CompletedCommand[]): string {
  return `${functionOf(commands)}
complete -o filenames -F _sallyport sallyport
`
}

/** The same for zsh, which can run completions of bash. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef sallyport
autoload -U +X compinit bashcompinit
(( \${+functions[compdef]} )) || compinit
bashcompinit
${functionOf(commands)}
complete -o filenames -F _sallyport sallyport
`
}

function functionOf(commands: readonly CompletedCommand[]): string {
  const paths = commands.filter(({ path }) => path !== '').map(({ path }) => quote(path))
  return `_sallyport() {
  [ -n "\${ZSH_VERSION-}" ] && emulate -L ksh
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at='' choices='' next index IFS=$'\\n'
  for ((index = 1; index < COMP_CWORD; index++)); do
    next="\${at:+$at }\${COMP_WORDS[index]}"
    case "$next" in
      ${paths.join(' | ')}) at="$next" ;;
    esac
  done
  # Bash takes --name=value apart at the sign.
  [ "$cur" = '=' ] && cur='' && prev='= '
  case "$prev" in
    '=') prev="\${COMP_WORDS[COMP_CWORD-2]}" ;;
    '= ') prev="\${COMP_WORDS[COMP_CWORD-1]}"; [ "$prev" = '=' ] && prev="\${COMP_WORDS[COMP_CWORD-2]}" ;;
  esac
  case "$at $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${commands.map(wordCase).join('\n')}
  esac
  COMPREPLY+=($(compgen -W "$choices" -- "$cur"))
}`
}

function valueCases({ path, options }: CompletedCommand): readonly string[] {
  return options.flatMap(({ names, values }) =>
    values === undefined
      ? []
      : [`    ${names.map((name) => quote(`${path} ${name}`)).join(' | ')}) ${fill(values)}; return ;;`],
  )
}

function wordCase({ path, commands, options, values }: CompletedCommand): string {
  const words = [...commands.map(({ name }) => name), ...options.flatMap(({ names }) => names.slice(0, 1))]
  const paths =
    values.length === 0 || typeof values !== 'string' ? '' : ` [ "\${cur#-}" = "$cur" ] && ${fill(values)};`
  const more = typeof values === 'string' ? [] : values
  return `    ${quote(path)})${paths} choices=${list([...words, ...more])} ;;`
}

function fill(values: Values): string {
  if (values === 'folders') return 'COMPREPLY=($(compgen -d -- "$cur"))'
  if (values === 'files') return 'COMPREPLY=($(compgen -f -- "$cur"))'
  return values.length === 0 ? 'COMPREPLY=()' : `COMPREPLY=($(compgen -W ${list(values)} -- "$cur"))`
}

/** Words on lines of their own: names of files may hold spaces, so lines alone are taken apart. */
function list(words: readonly string[]): string {
  return `$'${words.map((word) => word.replaceAll(/['\\\\]/g, String.raw`\\$&`)).join(String.raw`\n`)}'`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
