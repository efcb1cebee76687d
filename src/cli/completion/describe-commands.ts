import type { Command, Option } from 'commander'

/** What a value is completed with: paths, one of some words, or nothing. */
export type Values = 'files' | 'folders' | readonly string[]

/** An option, as a shell completes it. */
export interface CompletedOption {
  /** Such as `--output` and `-o`. */
  readonly names: readonly string[]
  readonly description: string
  /** Undefined for switches, which take no value. */
  readonly values: Values | undefined
}

/** A command, as a shell completes what stands after it. */
export interface CompletedCommand {
  /** Words down to it, such as `keys create`; empty for the program. */
  readonly path: string
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  readonly options: readonly CompletedOption[]
  /** What its arguments are completed with. */
  readonly values: Values
}

/** Describes a command and all below it, for the scripts of all shells. */
export function describeCommands(command: Command, path = ''): readonly CompletedCommand[] {
  const commands = command.createHelp().visibleCommands(command).filter(isOwn)
  const own: CompletedCommand = {
    path,
    commands: commands.map((one) => ({ name: one.name(), description: firstLine(one.description()) })),
    options: command.createHelp().visibleOptions(command).map(describeOption),
    values: valuesOfArguments(command),
  }
  return [own, ...commands.flatMap((one) => describeCommands(one, `${path} ${one.name()}`.trim()))]
}

/** Commander gives every group a command `help`. */
function isOwn(command: Command): boolean {
  return command.name() !== 'help'
}

function describeOption(option: Option): CompletedOption {
  const { long, short, description, argChoices, required, optional } = option
  return {
    names: [long, short].filter((name) => typeof name === 'string'),
    description: firstLine(description),
    values: required || optional ? (argChoices ?? pathsOf(option.flags)) : undefined,
  }
}

/** Names of placeholders say what a value is: `<file|url>`, `[folder]`. */
function pathsOf(placeholder: string): Values {
  if (/\bfolder\b/.test(placeholder)) return 'folders'
  return /\b(?:file|input|args)\b/.test(placeholder) ? 'files' : []
}

function valuesOfArguments({ registeredArguments }: Command): Values {
  const choices = registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])
  if (choices.length > 0) return choices
  return pathsOf(registeredArguments.map((argument) => argument.name()).join(' '))
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
