import { LRUCache } from 'lru-cache'
import { servicesOf, type ModuleContext } from '../gateway/facade/module-context.ts'
import type { Untyped } from '../gateway/facade/untyped.ts'
import type { Services } from '../gateway/services.ts'
import { ZoneCache } from './zone-cache.ts'

interface Kept {
  readonly data: unknown
  readonly until: number
}

/** Most values a gateway holds in memory for all such caches; the one unused for longest goes first. */
const mostValues = 10_000
/** How long a value read from the storage, whose remaining life is unknown, may stay in memory, milliseconds. */
const readLifeMs = 1_000

const memories = new WeakMap<Services, LRUCache<string, Kept>>()

function memoryOf(services: Services): LRUCache<string, Kept> {
  const known = memories.get(services)
  if (known !== undefined) return known
  const memory = new LRUCache<string, Kept>({ max: mostValues })
  memories.set(services, memory)
  return memory
}

/** A {@link ZoneCache} with the memory of this process before it. */
export class MemoryZoneReadThroughCache<T = Untyped> {
  private readonly name: string
  private readonly zone: ZoneCache<T>
  private readonly context: ModuleContext
  private readonly services: Services
  private readonly memory: LRUCache<string, Kept>

  constructor(name: string, context: ModuleContext) {
    this.name = name
    this.zone = new ZoneCache(name, context)
    this.context = context
    this.services = servicesOf(context)
    this.memory = memoryOf(this.services)
  }

  /** The live value from memory, else from the storage. */
  async get(key: string): Promise<T | undefined> {
    const kept = this.memory.get(this.keyOf(key))
    if (kept !== undefined && kept.until > this.services.now()) return kept.data as T
    const data = await this.zone.get(key)
    if (data === undefined) this.memory.delete(this.keyOf(key))
    else this.memory.set(this.keyOf(key), { data, until: this.services.now() + readLifeMs })
    return data
  }

  /** Keeps a value for so many seconds; the storage has it when the request's background work is done. */
  put(key: string, data: T, ttlSeconds: number): void {
    this.memory.set(this.keyOf(key), { data, until: this.services.now() + ttlSeconds * 1000 })
    this.later(this.zone.put(key, data, ttlSeconds))
  }

  /** Forgets a value here at once and in the storage after it. */
  delete(key: string): void {
    this.memory.delete(this.keyOf(key))
    this.later(this.zone.delete(key))
  }

  private later(work: Promise<void>): void {
    this.context.waitUntil(
      work.catch((error: unknown) => this.context.log.error(`The zone cache "${this.name}" failed:`, error)),
    )
  }

  private keyOf(key: string): string {
    return JSON.stringify([this.name, key])
  }
}
