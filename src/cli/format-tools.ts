import { formatTable } from './format-table.ts'
import type { ServerReport } from './tools-report.ts'

/** The tools of a server as a person reads them: the largest first, then what is simplified and what is left out. */
export function formatServer({ name, path, profile, tokens, tools, leftOut }: ServerReport): string {
  const rows = [...tools]
    .sort((one, other) => other.tokens - one.tokens)
    .map((tool) => [tool.name, String(tool.tokens), marksOf(tool), tool.operation])
  const head = `${name} at ${path}: ${count(tools.length, 'tool')}, ${tokens} tokens in profile ${profile}`
  const remarks = tools.flatMap((tool) =>
    [...tool.warnings, ...tool.simplified].map((sentence) => `  ${tool.name}: ${sentence}`),
  )
  const missing = leftOut.map(({ operation, reasons }) => `  ${operation}: ${reasons.join(' ')}`)
  return [
    head,
    ...(rows.length === 0 ? [] : ['', formatTable(['TOOL', 'TOKENS', 'REMARKS', 'OPERATION'], rows)]),
    ...(remarks.length === 0 ? [] : ['', 'Not as the document says:', ...remarks]),
    ...(missing.length === 0 ? [] : ['', 'Left out:', ...missing]),
  ].join('\n')
}

function marksOf({ warnings, simplified }: ServerReport['tools'][number]): string {
  const marks = [
    ...(warnings.length === 0 ? [] : [count(warnings.length, 'warning')]),
    ...(simplified.length === 0 ? [] : ['simplified']),
  ]
  return marks.join(', ') || '-'
}

/** `1 tool`, `2 tools`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
