import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { readLine, type ChainHead } from './audit-chain.ts'

/** What is wrong with a line of an audit file. */
export interface AuditProblem {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** What was found in audit files. */
export interface AuditReport {
  readonly records: number
  /** Sequence number of the first record; undefined where there is none. */
  readonly first: number | undefined
  /** Where the chain ends; compare it with what was noted elsewhere, for a cut end cannot show. */
  readonly head: ChainHead | undefined
  readonly problems: readonly AuditProblem[]
}

/** Most problems that are listed. */
const mostProblems = 100

/** Verifies the chain of audit files, oldest first: what is changed, removed, added or out of order is a problem. */
export async function verifyAuditFiles(
  files: readonly string[],
  key: string | undefined,
): Promise<AuditReport> {
  const problems: AuditProblem[] = []
  let head: ChainHead | undefined
  let first: number | undefined
  let records = 0
  for (const file of files) {
    let number = 0
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
    for await (const line of lines) {
      number += 1
      const read = readLine(line, key)
      const message = read === undefined ? brokenLine : describeGap(read, head)
      if (message !== undefined && problems.length < mostProblems)
        problems.push({ file, line: number, message })
      if (read === undefined) continue
      first ??= read.sequence
      head = { sequence: read.sequence, hash: read.hash }
      records += 1
    }
  }
  return { records, first, head, problems }
}

const brokenLine = 'The line was changed, or is no line of this log; with a key: or the key is another.'

function describeGap(read: ChainHead & { readonly previous: string }, before: ChainHead | undefined) {
  if (before === undefined) {
    return read.sequence === 1 && read.previous !== '0'.repeat(64)
      ? 'The first record does not begin a chain.'
      : undefined
  }
  if (read.sequence !== before.sequence + 1)
    return `Record ${before.sequence} is followed by record ${read.sequence}: records are missing or out of order.`
  return read.previous === before.hash
    ? undefined
    : `Record ${read.sequence} does not follow the record before it: that was changed.`
}
