import { compileKeySet, type KeySet } from './key-set.ts'
import type { JsonWebKeySet, KeyLookup, KeySource } from './key-source.ts'

/** How the keys of one issuer are read and kept. */
export interface SigningKeysInput {
  /** Reads the published set; rejects with a sentence fit for the log. */
  readonly read: () => Promise<JsonWebKeySet>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The issuer, for sentences. */
  readonly issuer: string
  /** Told of every failed read. */
  readonly onFailure?: (message: string) => void
  /**
   * True when the keys live in this process: that they were not read yet is then no problem, and a rotation counts at
   * once. Default: never.
   */
  readonly isLocal?: () => boolean
  /** Age at which keys are read again in the background. Default 10 minutes. */
  readonly staleAfterMs?: number
  /** Age up to which keys are used while they cannot be read. Default 24 hours. */
  readonly maxStaleMs?: number
  /** Least time between reads that an unknown key id asks for. Default 30 seconds. */
  readonly unknownKeyCooldownMs?: number
  /** Time after a failed first read in which nobody tries again. Default 2 seconds. */
  readonly failureCooldownMs?: number
}

/** Keys of an issuer, kept through its outages. */
export interface SigningKeys extends KeySource {
  /** Reads the keys unless they are fresh or a read is under way; resolves either way. */
  refresh(): Promise<void>
}

/** Creates the keys of one issuer; nothing is read before the first look-up, refresh or question for a problem. */
export function createSigningKeys(input: SigningKeysInput): SigningKeys {
  return new KeptKeys(input)
}

class KeptKeys implements SigningKeys {
  private readonly input: SigningKeysInput
  private set: KeySet | undefined = undefined
  private readAt = 0
  private attemptedAt = Number.NEGATIVE_INFINITY
  private failure: string | undefined = undefined
  private inFlight: Promise<void> | undefined = undefined
  private count = 0

  constructor(input: SigningKeysInput) {
    this.input = input
  }

  generation(): number {
    return this.count
  }

  async find(keyId: string | undefined, algorithm: string): Promise<KeyLookup> {
    if (this.usable() === undefined) await this.refresh()
    else if (this.isStale()) void this.refresh()
    const set = this.usable()
    if (set === undefined) return { kind: 'unavailable', retryAfterSeconds: this.retryAfterSeconds() }
    const key = (await set.find(keyId, algorithm)) ?? (await this.findAfterReading(keyId, algorithm))
    if (key !== undefined) return { kind: 'found', key }
    // While the issuer cannot be read, a key it has published since is as good as one that nobody has.
    if (keyId !== undefined && this.failure !== undefined)
      return { kind: 'unavailable', retryAfterSeconds: this.retryAfterSeconds() }
    return { kind: 'unknown' }
  }

  refresh(): Promise<void> {
    if (this.inFlight !== undefined) return this.inFlight
    if (this.sinceAttempt() < this.cooldown()) return Promise.resolve()
    return this.read()
  }

  problem(): string | undefined {
    if (this.usable() !== undefined) {
      // Whoever watches readiness keeps the keys of an idle gateway fresh.
      if (this.isStale()) void this.refresh()
      return undefined
    }
    void this.refresh()
    if (this.failure !== undefined) return this.failure
    return this.input.isLocal?.() === true
      ? undefined
      : `The keys of ${this.input.issuer} have not been read yet.`
  }

  /** A key may be newer than our copy; junk ids must not make us hammer the issuer. */
  private async findAfterReading(
    keyId: string | undefined,
    algorithm: string,
  ): Promise<CryptoKey | undefined> {
    const isTooEarly = this.sinceAttempt() < (this.input.unknownKeyCooldownMs ?? 30_000)
    if (this.inFlight === undefined && isTooEarly && this.input.isLocal?.() !== true) return undefined
    await (this.inFlight ?? this.read())
    return this.usable()?.find(keyId, algorithm)
  }

  private read(): Promise<void> {
    this.attemptedAt = this.input.now()
    this.inFlight = this.input
      .read()
      .then((published) => this.keep(compileKeySet(published)))
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.inFlight = undefined
      })
    return this.inFlight
  }

  private keep(set: KeySet): void {
    this.readAt = this.input.now()
    this.failure = undefined
    if (set.text === this.set?.text) return
    this.set = set
    this.count++
  }

  private fail(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    this.failure = `The keys of ${this.input.issuer} cannot be read: ${why}`
    this.input.onFailure?.(this.failure)
  }

  private usable(): KeySet | undefined {
    return this.age() <= (this.input.maxStaleMs ?? 86_400_000) ? this.set : undefined
  }

  private isStale(): boolean {
    return this.age() >= (this.input.staleAfterMs ?? 600_000)
  }

  private age(): number {
    return this.input.now() - this.readAt
  }

  private sinceAttempt(): number {
    return this.input.now() - this.attemptedAt
  }

  /** With keys in hand there is time; without any, callers wait for the next try. */
  private cooldown(): number {
    const short = this.input.failureCooldownMs ?? 2_000
    return this.usable() === undefined ? short : (this.input.unknownKeyCooldownMs ?? 30_000)
  }

  private retryAfterSeconds(): number {
    return Math.max(1, Math.ceil((this.cooldown() - this.sinceAttempt()) / 1000))
  }
}
