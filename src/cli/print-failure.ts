import { formatDiagnostic, ProjectError } from '../foundation/diagnostic.ts'

/** Says why a command failed: diagnostics with their places, or one sentence; a stack only for what nobody foresaw. */
export function printFailure(error: unknown, json: boolean): void {
  if (error instanceof ProjectError) {
    if (json) process.stdout.write(`${JSON.stringify({ ok: false, diagnostics: error.diagnostics })}\n`)
    else for (const diagnostic of error.diagnostics) console.error(formatDiagnostic(diagnostic))
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: message })}\n`)
  else console.error(isForeseen(error) ? message : error)
}

/** Errors that say what to do carry their own name; anything else is a fault of ours and shows its stack. */
function isForeseen(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name !== 'Error' &&
    error.name !== 'TypeError' &&
    error.name !== 'ReferenceError' &&
    error.name !== 'RangeError'
  )
}
