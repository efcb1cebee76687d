import { Command } from 'commander'
import { serveOptions, type ServeFlags } from '../serve-options.ts'
import { serveUntilStopped } from '../serve-until-stopped.ts'

/** `sallyport dev [folder]`: serves a project and its identity file, and follows changes of its files. */
export function devCommand(): Command {
  const command = new Command('dev')
    .description('serve a project folder and follow changes of its files')
    .argument('[folder]', 'project folder', '.')
  for (const option of serveOptions()) command.addOption(option)
  return command.action((folder: string, flags: ServeFlags) =>
    serveUntilStopped({ folder, flags, watch: true }),
  )
}
