import type { Argument, Command, Option } from 'commander'
import { createProgram, listCommands, nameOfCommand } from '../../src/cli/create-program.ts'
import { commandNotes } from './command-notes.ts'
import { fence, table } from './markdown.ts'

/** Path of the page about the command line. */
export const commandsPage = 'docs/command-line.md'

/** Builds the page about every command: what it takes from the commands themselves, and notes from beside this file. */
export async function buildCommandsPage(): Promise<string> {
  const commands = listCommands(await createProgram()).filter(({ parent }) => parent !== null)
  const leaves = commands.filter((command) => command.commands.length === 0)
  return [
    '# The command line',
    introduction,
    table(
      ['command', 'what it does'],
      leaves.map((command) => [
        `[\`${nameOfCommand(command)}\`](#${anchorOf(command)})`,
        command.description(),
      ]),
    ),
    conventions,
    ...leaves.map(buildSection),
    '_The tables are written from the code by `npm run reference`._',
  ].join('\n\n')
}

const introduction =
  '`sallyport` makes, checks, builds and serves project folders, and looks after what a gateway keeps. Where a command takes a folder, it is the current one unless you name another.'

const conventions = `## What holds for all

With \`--json\`, standard output is one JSON document and nothing is asked; what fails is \`{ "ok": false, "error" }\` or
\`{ "ok": false, "diagnostics" }\`. \`dev\` and \`start\` print theirs when they are ready. Without it, results go to standard
output, and what went wrong to standard error. Colours and questions are for terminals alone.

${table(
  ['exit code', 'meaning'],
  [
    ['0', 'all is well'],
    ['1', 'something was found, or failed'],
    [
      '2',
      'the command was called in a way it does not know; a name that is nearly one is answered with that',
    ],
    ['3', '`okta plan --detailed-exitcode` found changes'],
  ],
)}

Shells complete commands, options, their values and folders:

${fence(
  'sh',
  `source <(sallyport completion bash)                  # in ~/.bashrc
source <(sallyport completion zsh)                   # in ~/.zshrc
sallyport completion fish > ~/.config/fish/completions/sallyport.fish`,
)}`

function buildSection(command: Command): string {
  const name = nameOfCommand(command)
  const { registeredArguments } = command
  const options = command.options.filter(({ long }) => long !== '--json')
  const usage = [
    name,
    ...registeredArguments.map(nameOfArgument),
    ...(options.length > 0 ? ['[options]'] : []),
  ]
  const rows = [
    ...registeredArguments.map((argument) => [`\`${nameOfArgument(argument)}\``, aboutArgument(argument)]),
    ...options.map((option) => [`\`${option.flags}\``, aboutOption(option)]),
  ]
  const note = commandNotes[name.replace('sallyport ', '')]
  return [
    `## ${name}`,
    fence('sh', usage.join(' ')),
    ...(rows.length === 0 ? [] : [table(['argument or option', 'meaning'], rows)]),
    ...(note === undefined ? [] : [note.trim()]),
  ].join('\n\n')
}

function nameOfArgument(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`
}

function aboutArgument({ description, defaultValue, argChoices }: Argument): string {
  return `${description}${facts({ defaultValue, argChoices })}`
}

function aboutOption(option: Option): string {
  const { description, argChoices, envVar, mandatory, defaultValueDescription } = option
  const defaultValue: unknown = defaultValueDescription ?? option.defaultValue
  return `${description}${facts({ defaultValue, argChoices, envVar, mandatory })}`
}

interface Facts {
  readonly defaultValue: unknown
  readonly argChoices: readonly string[] | undefined
  readonly envVar?: string | undefined
  readonly mandatory?: boolean
}

function facts({ defaultValue, argChoices, envVar, mandatory }: Facts): string {
  const known = [
    ...(mandatory === true ? ['required'] : []),
    ...(argChoices === undefined ? [] : [`one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`]),
    ...(defaultValue === undefined || defaultValue === false
      ? []
      : [`default \`${typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue)}\``]),
    ...(envVar === undefined ? [] : [`variable \`${envVar}\``]),
  ]
  return known.length === 0 ? '' : `; ${known.join('; ')}`
}

function anchorOf(command: Command): string {
  return nameOfCommand(command).replaceAll(' ', '-')
}
