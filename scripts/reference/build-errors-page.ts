import { errorTable } from '../../src/foundation/errors.ts'
import { table } from './markdown.ts'
import { readDiagnostics } from './read-diagnostics.ts'

/** Builds the page of every code: those that callers are answered with, and those that a project is told at its start. */
export function buildErrorsPage(root: string): string {
  const errors = Object.entries(errorTable).map(([code, { status, message, hint }]) => [
    `\`${code}\``,
    String(status),
    message,
    hint,
  ])
  const diagnostics = readDiagnostics(root).map(({ code, severities, message }) => [
    `\`${code}\``,
    severities.join(' or '),
    message,
  ])
  return [
    '# Errors',
    'Codes are stable: they are never renamed, and never used for anything else.',
    '## Answers',
    'A caller gets a problem document (RFC 9457) with the code, a sentence and a hint; an MCP client the same in an error result.',
    table(['code', 'status', 'meaning', 'what to do'], errors),
    '## Diagnostics',
    'What `sallyport check` and every start say of a project, with file, line and column. An error stops the start, a warning does not. `…` stands for what differs.',
    table(['code', 'severity', 'such as'], diagnostics),
    '_Written from the code by `npm run reference`._',
  ].join('\n\n')
}
