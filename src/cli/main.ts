import { Command, CommanderError } from 'commander'
import { findPackage } from './find-package.ts'
import { printFailure } from './print-failure.ts'

/** Runs the command line; sets the exit code: 0 ok, 1 failure, 2 usage. */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command('sallyport')
    .description('Serves a project folder as a gateway: HTTP routes, MCP servers, OAuth.')
    .version(findPackage().version)
    .exitOverride()
    .showHelpAfterError('(add --help for what can be written)')
  for (const load of commandsOf(args)) program.addCommand((await load()).exitOverride())
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else {
      printFailure(error, args.includes('--json'))
      process.exitCode = 1
    }
  }
}

/** The order is that of the help. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  dev: async () => (await import('./commands/dev.ts')).devCommand(),
  start: async () => (await import('./commands/start.ts')).startCommand(),
  audit: async () => (await import('./commands/audit.ts')).auditCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  routes: async () => (await import('./commands/routes.ts')).routesCommand(),
  tools: async () => (await import('./commands/tools.ts')).toolsCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  identity: async () => (await import('./commands/identity.ts')).identityCommand(),
  init: async () => (await import('./commands/init.ts')).initCommand(),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(),
  okta: async () => (await import('./commands/okta.ts')).oktaCommand(),
  server: async () => (await import('./commands/server.ts')).serverCommand(),
  test: async () => (await import('./commands/test.ts')).testCommand(),
  types: async () => (await import('./commands/types.ts')).typesCommand(),
}

/** Only the command that is named is loaded: loading all of them takes longer than most of them run. */
function commandsOf([name = '']: readonly string[]): readonly (() => Promise<Command>)[] {
  if (name === '--version' || name === '-V') return []
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined
  return named === undefined ? Object.values(commands) : [named]
}
