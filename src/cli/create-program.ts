import { Command } from 'commander'
import { checkCommand } from './commands/check.ts'
import { devCommand } from './commands/dev.ts'
import { explainCommand } from './commands/explain.ts'
import { identityCommand } from './commands/identity.ts'
import { initCommand } from './commands/init.ts'
import { keysCommand } from './commands/keys.ts'
import { oktaCommand } from './commands/okta.ts'
import { openapiCommand } from './commands/openapi.ts'
import { routesCommand } from './commands/routes.ts'
import { serverCommand } from './commands/server.ts'
import { startCommand } from './commands/start.ts'
import { toolsCommand } from './commands/tools.ts'
import { findPackage } from './find-package.ts'

/** Every command of the command line, as one tree. */
export function createProgram(): Command {
  const program = new Command('sallyport')
    .description('Serves a project folder as a gateway: HTTP routes, MCP servers, OAuth.')
    .version(findPackage().version)
  const commands = [
    initCommand(),
    devCommand(),
    startCommand(),
    checkCommand(),
    routesCommand(),
    toolsCommand(),
    explainCommand(),
    identityCommand(),
    keysCommand(),
    oktaCommand(),
    openapiCommand(),
    serverCommand(),
  ]
  for (const command of commands) program.addCommand(command)
  for (const command of listCommands(program)) command.exitOverride().showHelpAfterError(helpHint)
  return program
}

const helpHint = '(add --help for what can be written)'

/** A command and all below it. */
export function listCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap((one) => listCommands(one))]
}

/** How a command is called, such as `sallyport keys create`. */
export function nameOfCommand(command: Command): string {
  return command.parent === null ? command.name() : `${nameOfCommand(command.parent)} ${command.name()}`
}
