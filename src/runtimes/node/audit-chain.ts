import { createHash, createHmac } from 'node:crypto'

/** Where a chain stands: the last record of it. */
export interface ChainHead {
  readonly sequence: number
  /** Hash of the last line, hexadecimal digits. */
  readonly hash: string
}

/** The head before the first record. */
export const chainStart: ChainHead = { sequence: 0, hash: '0'.repeat(64) }

const ending = /,"hash":"([\da-f]{64})"\}$/

/** The next line of a chain, without its line end, and where the chain stands then. */
export function buildLine(
  record: Readonly<Record<string, unknown>>,
  before: ChainHead,
  key: string | undefined,
): { readonly line: string; readonly head: ChainHead } {
  const sequence = before.sequence + 1
  const text = JSON.stringify({ sequence, ...record, previous: before.hash })
  const hash = hashOf(text, key)
  return { line: `${text.slice(0, -1)},"hash":"${hash}"}`, head: { sequence, hash } }
}

/** The head that a line makes; undefined when its hash is not that of its text, or it is no line of a chain. */
export function readLine(
  line: string,
  key: string | undefined,
): (ChainHead & { readonly previous: string }) | undefined {
  const [tail, hash] = ending.exec(line) ?? []
  if (tail === undefined || hash === undefined) return undefined
  const text = `${line.slice(0, -tail.length)}}`
  if (hashOf(text, key) !== hash) return undefined
  const { sequence, previous } = parseRecord(text)
  if (!Number.isSafeInteger(sequence) || typeof previous !== 'string') return undefined
  return { sequence: sequence as number, hash, previous }
}

/** Without a key anybody can write a hash, to a text that is no JSON too. */
function parseRecord(text: string): { readonly sequence?: unknown; readonly previous?: unknown } {
  try {
    return JSON.parse(text) as { sequence?: unknown; previous?: unknown }
  } catch {
    return {}
  }
}

function hashOf(text: string, key: string | undefined): string {
  const hash = key === undefined ? createHash('sha256') : createHmac('sha256', key)
  return hash.update(text).digest('hex')
}
