import { LRUCache } from 'lru-cache'

/** How a {@link BackgroundLoader} keeps what it loaded. */
export interface BackgroundLoaderOptions {
  /** Seconds until a value is loaded again. */
  readonly ttlSeconds: number
  /** Seconds that one load may take; absent = as long as the loader takes. */
  readonly loaderTimeoutSeconds?: number
}

interface Loaded<T> {
  readonly value: T
  readonly at: number
}

/** Most keys a loader remembers; the one unused for longest goes first. */
const mostKeys = 10_000

/** Loads values by key: one load at a time for each, and a stale value is answered while its successor is loaded. */
export class BackgroundLoader<T> {
  private readonly loader: (key: string) => Promise<T>
  private readonly options: BackgroundLoaderOptions
  private readonly now: () => number
  private readonly values = new LRUCache<string, Loaded<T>>({ max: mostKeys })
  private readonly loading = new Map<string, Promise<T>>()

  constructor(
    loader: (key: string) => Promise<T>,
    options: BackgroundLoaderOptions,
    now: () => number = Date.now,
  ) {
    if (!(options.ttlSeconds > 0)) throw new RangeError('ttlSeconds is a number greater than 0.')
    this.loader = loader
    this.options = options
    this.now = now
  }

  /** The value of the key; rejects only when nothing was ever loaded for it and the load fails. */
  async get(key: string): Promise<T> {
    const kept = this.values.get(key)
    if (kept === undefined) return this.load(key)
    // A failed refresh leaves the value that is known; the next call tries again.
    if (this.now() - kept.at >= this.options.ttlSeconds * 1000) void this.load(key).catch(() => undefined)
    return kept.value
  }

  private load(key: string): Promise<T> {
    const running = this.loading.get(key)
    if (running !== undefined) return running
    const load = this.loadInTime(key)
      .then((value) => {
        this.values.set(key, { value, at: this.now() })
        return value
      })
      .finally(() => this.loading.delete(key))
    this.loading.set(key, load)
    return load
  }

  private async loadInTime(key: string): Promise<T> {
    const { loaderTimeoutSeconds: limit } = this.options
    if (limit === undefined) return this.loader(key)
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_resolve, reject) => {
      const complain = () => reject(new Error(`The loader of "${key}" took longer than ${limit} s.`))
      timer = setTimeout(complain, limit * 1000)
    })
    try {
      return await Promise.race([this.loader(key), late])
    } finally {
      clearTimeout(timer)
    }
  }
}
