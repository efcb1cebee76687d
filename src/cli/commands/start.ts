import { Command } from 'commander'
import { serveOptions, type ServeFlags } from '../serve-options.ts'
import { serveUntilStopped } from '../serve-until-stopped.ts'

/** `sallyport start [folder]`: serves a project. */
export function startCommand(): Command {
  const command = new Command('start')
    .description('serve a project folder')
    .argument('[folder]', 'project folder', '.')
  for (const option of serveOptions()) command.addOption(option)
  return command.action((folder: string, flags: ServeFlags) =>
    serveUntilStopped({ folder, flags, watch: false }),
  )
}
