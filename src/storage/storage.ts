import type { WindowAnswer, WindowRequest } from './window.ts'

/** A stored value and the version that {@link Storage.replaceIf} compares. */
export interface StoredValue {
  readonly value: string
  /** Opaque; changes with every write of the key. */
  readonly version: string
}

/** One write of a batch: a value to put, or a key to delete. */
export type StorageWrite =
  | {
      readonly put: string
      readonly value: string
      /** Life in milliseconds; absent = kept until deleted. */ readonly ttlMs?: number
    }
  | { readonly delete: string }

/**
 * Where the gateway and the embedded authorization server keep what must outlive a request. Keys are printable strings
 * with `:` between their parts, values are text (JSON by habit). Every implementation passes the same contract tests.
 */
export interface Storage {
  /** The live value of the key, or undefined when absent or expired. */
  get(key: string): Promise<StoredValue | undefined>
  /** Applies all writes or none; when the promise resolves they survive a crash of the process (durable stores). */
  write(writes: readonly StorageWrite[]): Promise<void>
  /**
   * Compare-and-set: writes the value only when the key's version still is `version` (undefined = only when absent).
   * Answers whether it was written. A TTL of `keep` leaves the end of a present value as it is.
   */
  replaceIf(
    key: string,
    version: string | undefined,
    value: string,
    ttlMs?: number | 'keep',
  ): Promise<boolean>
  /** Adds `by` to a counter that starts at 0 and expires `ttlMs` after its first increment; answers the new count. */
  increment(key: string, by: number, ttlMs: number): Promise<number>
  /**
   * Counts a request in the sliding window of the key unless it would then hold more than its limit, in one step that
   * nothing comes between. Keys of windows are for this alone. A window survives a restart; a crash may forget a second.
   */
  admit(key: string, request: WindowRequest): Promise<WindowAnswer>
  /** Live keys that start with the prefix, in order, at most `limit`. */
  list(prefix: string, limit: number): Promise<readonly string[]>
  /** Why the store cannot be used at this moment, a sentence for people; absent where it always can. */
  problem?(): string | undefined
  /** Releases files, sockets and timers. */
  close(): Promise<void>
}
