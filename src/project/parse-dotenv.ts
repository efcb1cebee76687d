import type { Diagnostic } from '../foundation/diagnostic.ts'

/** The variables of a `.env` file, and its lines that are none. */
export interface DotenvOutcome {
  readonly variables: Readonly<Record<string, string>>
  readonly diagnostics: readonly Diagnostic[]
}

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=[^\S\n]*/
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' }

/**
 * Parses `NAME=value` lines: optional `export`, comments behind `#`, and values in single, double or back quotes that may
 * run over several lines. Double quotes know the escapes \n, \r, \t, \" and \\. Nothing is substituted.
 */
export function parseDotenv(file: string, text: string): DotenvOutcome {
  const variables = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  let offset = 0
  let line = 1
  while (offset < source.length) {
    const rest = source.slice(offset)
    const { name, value, length } = parseEntry(rest)
    if (name !== undefined) variables.set(name, value)
    else if (value !== '') diagnostics.push(describeNoise(file, line))
    line += rest.slice(0, length).split('\n').length - 1
    offset += length
  }
  return { variables: Object.fromEntries(variables), diagnostics }
}

interface Entry {
  /** Undefined: no assignment. */
  readonly name: string | undefined
  /** Value of the assignment, or the text of a line that is neither empty nor a comment. */
  readonly value: string
  /** How much of the text it takes, its line break included. */
  readonly length: number
}

function parseEntry(rest: string): Entry {
  const lineLength = lengthOfLine(rest, 0)
  const line = rest.slice(0, lineLength).trim()
  const match = line.startsWith('#') ? null : assignment.exec(rest.slice(0, lineLength))
  if (match === null) return { name: undefined, value: line.startsWith('#') ? '' : line, length: lineLength }
  const start = match[0].length
  const quoted = parseQuoted(rest, start)
  if (quoted !== undefined)
    return { name: match[1], value: quoted.value, length: lengthOfLine(rest, quoted.end) }
  const plain = rest.slice(start, lineLength).replace(/(?:^|\s)#.*$/s, '')
  return { name: match[1], value: plain.trim(), length: lineLength }
}

function lengthOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}

function parseQuoted(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } | undefined {
  const quote = text[start]
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined
  const pattern = quote === '"' ? /"((?:[^"\\]|\\[^])*)"/y : quote === "'" ? /'([^']*)'/y : /`([^`]*)`/y
  pattern.lastIndex = start
  const inner = pattern.exec(text)?.[1]
  if (inner === undefined) return undefined
  const value =
    quote === '"'
      ? inner.replaceAll(/\\([nrt"\\$])/g, (_match, letter: string) => escapes[letter] ?? letter)
      : inner
  return { value, end: pattern.lastIndex }
}

function describeNoise(file: string, line: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_ENV_LINE',
    file,
    line,
    column: 1,
    message: 'This line sets no variable and is passed over.',
    hint: 'Write NAME=value, or "#" in front of a comment.',
  }
}
