import { mkdir, open, readdir, rename, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { AuditFile, AuditFileTerms } from '../../gateway/services.ts'
import { buildLine, chainStart, readLine, type ChainHead } from './audit-chain.ts'

/** Most records that are written at once. */
const largestBatch = 1_000
/** How far from its end a file is read at first, bytes. */
const usualLine = 65_536

/** A file has one chain, whoever of this process adds to it: the generation of a reload and the one before do at once. */
const openFiles = new Map<string, ChainedFile>()

/** An audit file at an absolute path; it is touched when the first record comes. */
export function openAuditFile(path: string, terms: AuditFileTerms): AuditFile {
  const known = openFiles.get(path)
  if (known !== undefined) {
    known.terms = terms
    return known
  }
  const file = new ChainedFile(path, terms)
  openFiles.set(path, file)
  return file
}

interface Waiting {
  readonly record: Readonly<Record<string, unknown>>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

interface Reached {
  readonly head: ChainHead
  readonly size: number
}

/**
 * JSON lines with a hash chain. Records that arrive while others are written share the next write, which is synced before
 * any of them counts. A line that a crash has cut short was never acknowledged: it is cut off and the next record says so.
 */
class ChainedFile implements AuditFile {
  terms: AuditFileTerms
  private readonly path: string
  private readonly waiting: Waiting[] = []
  private writing = false
  private reached: Reached | undefined = undefined
  private trouble: string | undefined = 'nothing was written yet.'

  constructor(path: string, terms: AuditFileTerms) {
    this.path = path
    this.terms = terms
  }

  problem(): string | undefined {
    return this.trouble
  }

  append(record: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.waiting.length >= this.terms.queueSize)
      return Promise.reject(new Error(`${this.path}: ${this.terms.queueSize} records wait to be written.`))
    return new Promise((resolve, reject) => {
      this.waiting.push({ record, resolve, reject })
      if (!this.writing) void this.writeAll()
    })
  }

  private async writeAll(): Promise<void> {
    this.writing = true
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, largestBatch)
      try {
        await this.write(batch.map(({ record }) => record))
        this.trouble = undefined
        for (const { resolve } of batch) resolve()
      } catch (thrown) {
        const error = new Error(`${this.path}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
        this.trouble = error.message
        // What a failed write has left behind is found out before the next one.
        this.reached = undefined
        for (const { reject } of batch) reject(error)
      }
    }
    this.writing = false
  }

  private async write(records: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    this.reached ??= await this.recover()
    if (this.reached.size >= this.terms.maxBytes) await this.putAside(this.reached)
    const { text, head } = this.chain(records, this.reached.head)
    const handle = await openPrivate(this.path, 'a')
    try {
      const { size } = await handle.stat()
      if (size !== this.reached.size) throw new Error('somebody else has changed the file.')
      await handle.appendFile(text)
      await handle.datasync()
      this.reached = { head, size: size + Buffer.byteLength(text) }
    } finally {
      await handle.close()
    }
  }

  private chain(
    records: readonly Readonly<Record<string, unknown>>[],
    from: ChainHead,
  ): { text: string; head: ChainHead } {
    let head = from
    let text = ''
    for (const record of records) {
      const next = buildLine(record, head, this.terms.key)
      text += `${next.line}\n`
      head = next.head
    }
    return { text, head }
  }

  private async putAside({ head }: Reached): Promise<void> {
    await rename(this.path, `${this.path}.${String(head.sequence).padStart(12, '0')}`)
    this.reached = { head, size: 0 }
  }

  /** Finds where the chain stands, in the file or in the newest that was put aside. */
  private async recover(): Promise<Reached> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 })
    const handle = await openPrivate(this.path, 'a+')
    try {
      const { size } = await handle.stat()
      const { line, end } = await readLastLine(handle, size)
      const head = line === undefined ? await this.headPutAside() : this.headOf(line)
      if (end === size) return { head, size }
      await handle.truncate(end)
      const cut = buildLine({ event: 'audit.recovered', cutBytes: size - end }, head, this.terms.key)
      await handle.appendFile(`${cut.line}\n`)
      return { head: cut.head, size: end + Buffer.byteLength(cut.line) + 1 }
    } finally {
      await handle.close()
    }
  }

  private async headPutAside(): Promise<ChainHead> {
    const prefix = `${basename(this.path)}.`
    const names = await readdir(dirname(this.path))
    const aside = names.filter(
      (name) => name.startsWith(prefix) && /^\d{12,}$/.test(name.slice(prefix.length)),
    )
    const newest = aside.sort().at(-1)
    if (newest === undefined) return chainStart
    const handle = await open(join(dirname(this.path), newest), 'r')
    try {
      const { line = '' } = await readLastLine(handle, (await handle.stat()).size)
      return this.headOf(line)
    } finally {
      await handle.close()
    }
  }

  private headOf(line: string): ChainHead {
    const head = readLine(line, this.terms.key)
    if (head === undefined)
      throw new Error(
        'the last line does not belong to its chain, or the key is another; move the file away.',
      )
    return head
  }
}

function openPrivate(path: string, flags: string): Promise<FileHandle> {
  return open(path, flags, 0o600)
}

/** The last whole line of a file, and where it ends. */
async function readLastLine(
  handle: FileHandle,
  size: number,
): Promise<{ line: string | undefined; end: number }> {
  for (let length = usualLine; ; length *= 2) {
    const start = Math.max(0, size - length)
    const buffer = Buffer.alloc(size - start)
    await handle.read(buffer, 0, buffer.length, start)
    const last = buffer.lastIndexOf(0x0a)
    const before = last < 1 ? -1 : buffer.lastIndexOf(0x0a, last - 1)
    // A line is as long as what the caller of a tool sends; half of one would be taken for a broken chain.
    if (before === -1 && start > 0) continue
    if (last === -1) return { line: undefined, end: 0 }
    return { line: buffer.subarray(before + 1, last).toString('utf8'), end: start + last + 1 }
  }
}
