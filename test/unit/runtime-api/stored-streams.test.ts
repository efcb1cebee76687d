import { describe, expect, it } from 'vitest'
import { deleteStream, getStream, largestStream, putStream } from '../../../src/runtime-api/stored-streams.ts'
import { createMemoryStorage } from '../../../src/storage/memory.ts'
import { createManualClock } from '../../support/storage-contract.ts'

const bytes = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, at) => at * 7)
const streamOf = (...chunks: Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array> =>
  new Blob(chunks).stream()
const wholeOf = async (stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined): Promise<Uint8Array> =>
  new Response(stream).bytes()

describe('stored streams', () => {
  it.each([0, 1, 262_143, 262_144, 262_145, 900_000])('keeps %d bytes as they are', async (length) => {
    const storage = createMemoryStorage()
    const kept = bytes(length)
    await putStream(storage, 'k', { stream: streamOf(kept), head: { a: 1 }, ttlMs: 3_600_000, id: 'i' })
    const found = await getStream(storage, 'k')
    expect(found?.head).toEqual({ a: 1 })
    expect(Buffer.compare(await wholeOf(found?.stream), kept)).toBe(0)
  })

  it('hands out the whole of one stream while another takes its place', async () => {
    const storage = createMemoryStorage()
    const [old, next] = [bytes(600_000), bytes(10)]
    await putStream(storage, 'k', { stream: streamOf(old), head: null, ttlMs: 3_600_000, id: 'a' })
    const found = await getStream(storage, 'k')
    await putStream(storage, 'k', { stream: streamOf(next), head: null, ttlMs: 3_600_000, id: 'b' })
    expect((await wholeOf(found?.stream)).length).toBe(600_000)
    expect((await wholeOf((await getStream(storage, 'k'))?.stream)).length).toBe(10)
  })

  it('fails a reader whose stream ended meanwhile, rather than cutting it short', async () => {
    const clock = createManualClock()
    const storage = createMemoryStorage({ now: clock.now })
    await putStream(storage, 'k', { stream: streamOf(bytes(600_000)), head: null, ttlMs: 3_600_000, id: 'a' })
    const found = await getStream(storage, 'k')
    clock.advance(3_600_001)
    await expect(wholeOf(found?.stream)).rejects.toThrow('expired while it was read')
    expect(await getStream(storage, 'k')).toBeUndefined()
  })

  it('refuses more than fits, and shows nothing of it', async () => {
    const storage = createMemoryStorage()
    const endless = new ReadableStream<Uint8Array>({ pull: (out) => out.enqueue(new Uint8Array(1 << 20)) })
    const about = { stream: endless, head: null, ttlMs: 3_600_000, id: 'a' }
    await expect(putStream(storage, 'k', about)).rejects.toThrow(`at most ${largestStream} bytes`)
    expect(await getStream(storage, 'k')).toBeUndefined()
  })

  it('forgets every piece', async () => {
    const storage = createMemoryStorage()
    await putStream(storage, 'k', { stream: streamOf(bytes(600_000)), head: null, ttlMs: 3_600_000, id: 'a' })
    expect([await deleteStream(storage, 'k'), await deleteStream(storage, 'k')]).toEqual([true, false])
    expect(await storage.list('', 10)).toEqual([])
  })
})
