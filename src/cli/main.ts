import { Command, CommanderError } from 'commander'
import { checkCommand } from './commands/check.ts'
import { devCommand } from './commands/dev.ts'
import { explainCommand } from './commands/explain.ts'
import { identityCommand } from './commands/identity.ts'
import { initCommand } from './commands/init.ts'
import { keysCommand } from './commands/keys.ts'
import { oktaCommand } from './commands/okta.ts'
import { routesCommand } from './commands/routes.ts'
import { serverCommand } from './commands/server.ts'
import { startCommand } from './commands/start.ts'
import { toolsCommand } from './commands/tools.ts'
import { findPackage } from './find-package.ts'
import { printFailure } from './print-failure.ts'

/** Runs the command line; sets the exit code: 0 ok, 1 failure, 2 usage. */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command('sallyport')
    .description('Serves a project folder as a gateway: HTTP routes, MCP servers, OAuth.')
    .version(findPackage().version)
    .exitOverride()
    .showHelpAfterError('(add --help for what can be written)')
  const commands = [
    devCommand(),
    startCommand(),
    checkCommand(),
    routesCommand(),
    toolsCommand(),
    explainCommand(),
    identityCommand(),
    initCommand(),
    keysCommand(),
    oktaCommand(),
    serverCommand(),
  ]
  for (const command of commands) program.addCommand(command.exitOverride())
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
