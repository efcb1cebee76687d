import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Where a document goes, and what is said of it. */
export interface DocumentOutput {
  /** Undefined = standard output. */
  readonly file: string | undefined
  readonly text: string
  /** What was done, for `--json`. */
  readonly report: Readonly<Record<string, unknown>>
  /** The same, as a person reads it. */
  readonly lines: readonly string[]
  readonly json: boolean
}

/**
 * Writes a document to its file, or to standard output; what was done is said on the other stream then, and with `--json`
 * the document is part of it.
 */
export async function writeDocument({ file, text, report, lines, json }: DocumentOutput): Promise<void> {
  if (file !== undefined) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  if (json) {
    const document = file === undefined ? { document: text } : { file }
    process.stdout.write(`${JSON.stringify({ ok: true, ...document, ...report })}\n`)
  } else if (file === undefined) {
    for (const line of lines) console.error(line)
    process.stdout.write(text)
  } else for (const line of lines) console.log(line)
}
