import { Command } from 'commander'
import { findPackage } from './find-package.ts'

/** The order is that of the help. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./commands/init.ts')).initCommand(),
  dev: async () => (await import('./commands/dev.ts')).devCommand(),
  start: async () => (await import('./commands/start.ts')).startCommand(),
  build: async () => (await import('./commands/build.ts')).buildCommand(),
  test: async () => (await import('./commands/test.ts')).testCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  routes: async () => (await import('./commands/routes.ts')).routesCommand(),
  tools: async () => (await import('./commands/tools.ts')).toolsCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  identity: async () => (await import('./commands/identity.ts')).identityCommand(),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(),
  audit: async () => (await import('./commands/audit.ts')).auditCommand(),
  okta: async () => (await import('./commands/okta.ts')).oktaCommand(),
  openapi: async () => (await import('./commands/openapi.ts')).openapiCommand(),
  types: async () => (await import('./commands/types.ts')).typesCommand(),
  completion: async () => (await import('./commands/completion.ts')).completionCommand(),
  server: async () => (await import('./commands/server.ts')).serverCommand(),
}

/**
 * The command line as a tree. Only the command that is named is part of it, since loading all of them takes longer than
 * most of them run; all of them are when no command is.
 */
export async function createProgram(args: readonly string[] = []): Promise<Command> {
  const program = new Command('sallyport')
    .description('Serves a project folder as a gateway: HTTP routes, MCP servers, OAuth.')
    .version(findPackage().version)
  for (const load of commandsOf(args)) program.addCommand(await load())
  for (const command of listCommands(program)) command.exitOverride().showHelpAfterError(helpHint)
  return program
}

const helpHint = '(add --help for what can be written)'

function commandsOf([name = '']: readonly string[]): readonly (() => Promise<Command>)[] {
  if (name === '--version' || name === '-V') return []
  // Its script knows them all.
  if (name === 'completion') return Object.values(commands)
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined
  return named === undefined ? Object.values(commands) : [named]
}

/** A command and all below it. */
export function listCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap((one) => listCommands(one))]
}

/** How a command is called, such as `sallyport keys create`. */
export function nameOfCommand(command: Command): string {
  return command.parent === null ? command.name() : `${nameOfCommand(command.parent)} ${command.name()}`
}
