import { fromBase64, toBase64 } from '../foundation/base64.ts'
import type { Storage } from '../storage/storage.ts'

/** Bytes of one stored piece; a stream is kept and handed out piece by piece. */
const pieceBytes = 256 * 1024
/** Largest stream that is kept, bytes. */
export const largestStream = 32 * 1024 * 1024

/** A stream that was kept, and what was kept with it. */
export interface StoredStream {
  /** What {@link putStream} was told of it, JSON. */
  readonly head: unknown
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>
}

interface Index {
  readonly id: string
  readonly pieces: number
  readonly head: unknown
}

/**
 * Keeps a stream under a key for a while. The index is written last, and pieces have names of their own, so that a reader
 * gets the whole of one stream or of the other; pieces of a stream that was replaced end with their life.
 */
export async function putStream(
  storage: Storage,
  key: string,
  {
    stream,
    head,
    ttlMs,
    id,
  }: { stream: ReadableStream<Uint8Array>; head: unknown; ttlMs: number; id: string },
): Promise<void> {
  let pieces = 0
  for await (const piece of cut(stream)) {
    await storage.write([{ put: pieceKey(key, id, pieces), value: toBase64(piece), ttlMs }])
    pieces++
  }
  const index: Index = { id, pieces, head }
  await storage.write([{ put: key, value: JSON.stringify(index), ttlMs }])
}

/** The stream under a key; undefined when it is absent, expired, or not whole. */
export async function getStream(storage: Storage, key: string): Promise<StoredStream | undefined> {
  const index = await readIndex(storage, key)
  if (index === undefined) return undefined
  // A piece is asked for when the one before was read, so that little is in memory at once.
  let next = 0
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      if (next === index.pieces) return controller.close()
      const piece = await storage.get(pieceKey(key, index.id, next++))
      if (piece === undefined)
        return controller.error(new Error('The cached stream expired while it was read.'))
      controller.enqueue(fromBase64(piece.value))
    },
  })
  return { head: index.head, stream }
}

/** Forgets the stream under a key; true when there was one. */
export async function deleteStream(storage: Storage, key: string): Promise<boolean> {
  const index = await readIndex(storage, key)
  if (index === undefined) return false
  const pieces = Array.from({ length: index.pieces }, (_, piece) => pieceKey(key, index.id, piece))
  await storage.write([key, ...pieces].map((name) => ({ delete: name })))
  return true
}

async function readIndex(storage: Storage, key: string): Promise<Index | undefined> {
  const stored = await storage.get(key)
  return stored === undefined ? undefined : (JSON.parse(stored.value) as Index)
}

function pieceKey(key: string, id: string, piece: number): string {
  return `${key}:${id}:${piece}`
}

/** Chunks of any size as pieces of one size; refuses a stream that is too long. */
async function* cut(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  let held = new Uint8Array(pieceBytes)
  let filled = 0
  let total = 0
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    total += chunk.byteLength
    if (total > largestStream)
      throw new RangeError(`A cached stream has at most ${largestStream} bytes; this one has more.`)
    for (let at = 0; at < chunk.byteLength;) {
      const taken = chunk.subarray(at, at + pieceBytes - filled)
      held.set(taken, filled)
      filled += taken.byteLength
      at += taken.byteLength
      if (filled === pieceBytes) {
        yield held
        held = new Uint8Array(pieceBytes)
        filled = 0
      }
    }
  }
  if (filled > 0) yield held.subarray(0, filled)
}
