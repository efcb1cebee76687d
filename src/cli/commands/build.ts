import { join } from 'node:path'
import { Command } from 'commander'
import { formatDiagnostic } from '../../foundation/diagnostic.ts'
import { buildFolder, type BuiltFolder } from '../../runtimes/node/build-folder.ts'
import { formatTable } from '../format-table.ts'
import { jsonOption } from '../serve-options.ts'

interface BuildFlags {
  readonly out?: string
  readonly json: boolean
}

/** `sallyport build [folder]`: makes a folder of a project that serves without bundling. */
export function buildCommand(): Command {
  return new Command('build')
    .description('check a project and write a folder that "sallyport start" serves without bundling')
    .argument('[folder]', 'project folder', '.')
    .option('--out <folder>', 'folder to write; default .sallyport/build in the project')
    .addOption(jsonOption())
    .action(async (folder: string, flags: BuildFlags) => {
      const out = flags.out ?? join(folder, '.sallyport', 'build')
      const built = await buildFolder({ folder, out }, process.env)
      if (flags.json) process.stdout.write(`${JSON.stringify({ ok: true, out, ...built })}\n`)
      else console.log(format(out, built))
    })
}

function format(out: string, { files, variables, diagnostics }: BuiltFolder): string {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const rows = [...files.map(({ path, bytes }) => [path, String(bytes)]), ['together', String(total)]]
  return [
    ...diagnostics.map(formatDiagnostic),
    formatTable(['FILE', 'BYTES'], rows),
    '',
    ...(variables.length === 0 ? [] : [`Variables it wants where it runs: ${variables.join(', ')}`]),
    `Serve it with: sallyport start ${out}`,
  ].join('\n')
}
