import { servicesOf, type ModuleContext } from '../gateway/facade/module-context.ts'
import type { Untyped } from '../gateway/facade/untyped.ts'
import type { Storage } from '../storage/storage.ts'

/** A cache of JSON values in the storage of the gateway: every process that shares the storage sees the same. */
export class ZoneCache<T = Untyped> {
  private readonly prefix: string
  private readonly storage: Storage

  constructor(name: string, context: ModuleContext) {
    this.prefix = `zone-cache:${encodeURIComponent(name)}:`
    this.storage = servicesOf(context).storage
  }

  /** The live value, or undefined when it is absent or expired. */
  async get(key: string): Promise<T | undefined> {
    const found = await this.storage.get(this.keyOf(key))
    return found === undefined ? undefined : (JSON.parse(found.value) as T)
  }

  /** Keeps a value for so many seconds; it must be JSON. */
  async put(key: string, data: T, ttlSeconds: number): Promise<void> {
    const value = JSON.stringify(data)
    if (value === undefined) throw new TypeError('A zone cache keeps JSON values; this one has no JSON form.')
    if (!(ttlSeconds > 0 && ttlSeconds < Infinity))
      throw new RangeError('The life of a cached value is a number of seconds greater than 0.')
    await this.storage.write([{ put: this.keyOf(key), value, ttlMs: Math.ceil(ttlSeconds * 1000) }])
  }

  async delete(key: string): Promise<void> {
    await this.storage.write([{ delete: this.keyOf(key) }])
  }

  /** Keys of storage are printable; those of modules may be anything. */
  private keyOf(key: string): string {
    return this.prefix + encodeURIComponent(key)
  }
}
