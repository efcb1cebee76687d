import { servicesOf, type ModuleContext } from '../gateway/facade/module-context.ts'
import type { Services } from '../gateway/services.ts'
import { deleteStream, getStream, putStream } from './stored-streams.ts'

/** A cache of streams in the storage of the gateway: every process that shares the storage sees the same. */
export class StreamingZoneCache {
  private readonly prefix: string
  private readonly services: Services

  constructor(name: string, context: ModuleContext | { readonly context: ModuleContext }) {
    this.prefix = `streaming-zone-cache:${encodeURIComponent(name)}:`
    this.services = servicesOf('context' in context ? context.context : context)
  }

  /** The live stream, or undefined when it is absent or expired. */
  async get(key: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
    return (await getStream(this.services.storage, this.keyOf(key)))?.stream
  }

  /** Keeps a stream for so many seconds; it is read to its end, and refused beyond 32 MiB. */
  async put(key: string, stream: ReadableStream<Uint8Array>, ttlSeconds: number): Promise<void> {
    if (!(ttlSeconds > 0 && ttlSeconds < Infinity))
      throw new RangeError('The life of a cached stream is a number of seconds greater than 0.')
    const { storage } = this.services
    const about = { stream, head: null, ttlMs: Math.ceil(ttlSeconds * 1000), id: this.services.randomId() }
    await putStream(storage, this.keyOf(key), about)
  }

  async delete(key: string): Promise<void> {
    await deleteStream(this.services.storage, this.keyOf(key))
  }

  private keyOf(key: string): string {
    return this.prefix + encodeURIComponent(key)
  }
}
