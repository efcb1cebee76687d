import { Argument, Command } from 'commander'
import { bashScript, zshScript } from '../completion/bash-script.ts'
import { describeCommands, type CompletedCommand } from '../completion/describe-commands.ts'
import { fishScript } from '../completion/fish-script.ts'
import { jsonOption } from '../serve-options.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

type Shell = keyof typeof scripts

/** `sallyport completion SHELL`: a script that a shell completes the command line with. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print a script that bash, zsh or fish completes this command line with')
    .addArgument(new Argument('<shell>', 'shell that reads the script').choices(Object.keys(scripts)))
    .addOption(jsonOption())
    .action((shell: Shell, { json }: { readonly json: boolean }, command: Command) => {
      const script = scripts[shell](describeAll(command))
      process.stdout.write(json ? `${JSON.stringify({ ok: true, shell, script })}\n` : script)
    })
}

function describeAll(command: Command): readonly CompletedCommand[] {
  return describeCommands(command.parent ?? command)
}
