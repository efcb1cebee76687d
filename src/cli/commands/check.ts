import { Command } from 'commander'
import { formatDiagnostic, hasErrors, type Diagnostic } from '../../foundation/diagnostic.ts'
import { checkFolder } from '../../runtimes/node/check-folder.ts'
import { jsonOption } from '../serve-options.ts'

/** `sallyport check [folder]`: finds every mistake in a project without serving it. */
export function checkCommand(): Command {
  return new Command('check')
    .description('find every mistake in a project folder without serving it')
    .argument('[folder]', 'project folder', '.')
    .addOption(jsonOption())
    .action(async (folder: string, { json }: { json: boolean }) => {
      const { diagnostics } = await checkFolder(folder, process.env)
      const ok = !hasErrors(diagnostics)
      if (json) process.stdout.write(`${JSON.stringify({ ok, diagnostics })}\n`)
      else {
        for (const diagnostic of diagnostics) console.log(formatDiagnostic(diagnostic))
        console.log(`${summarize(diagnostics)} in ${folder}`)
      }
      if (!ok) process.exitCode = 1
    })
}

function summarize(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  if (errors > 0) return `not ok: ${errors} to mend`
  return diagnostics.length === 0 ? 'ok: nothing wrong' : `ok, but ${diagnostics.length} to look at`
}
