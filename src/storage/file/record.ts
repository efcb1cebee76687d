/** A value as it lies in the file store: when it ends, which write made it, and the text itself. */
export interface StoredRecord {
  /** Milliseconds since 1970; infinite = kept until deleted. */
  readonly expiresAt: number
  readonly version: string
  readonly value: string
}

/** `expiresAt version value`; an endless record has `-` as its end. */
export function formatRecord(record: StoredRecord): string {
  const end = record.expiresAt === Number.POSITIVE_INFINITY ? '-' : String(record.expiresAt)
  return `${end} ${record.version} ${record.value}`
}

/** Reads back what {@link formatRecord} wrote; undefined for anything else. */
export function parseRecord(text: string): StoredRecord | undefined {
  const afterEnd = text.indexOf(' ')
  const afterVersion = text.indexOf(' ', afterEnd + 1)
  if (afterEnd < 1 || afterVersion < 0) return undefined
  const end = text.slice(0, afterEnd)
  const expiresAt = end === '-' ? Number.POSITIVE_INFINITY : Number(end)
  if (Number.isNaN(expiresAt)) return undefined
  return { expiresAt, version: text.slice(afterEnd + 1, afterVersion), value: text.slice(afterVersion + 1) }
}
