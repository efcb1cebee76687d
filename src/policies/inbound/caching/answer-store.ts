import { LRUCache } from 'lru-cache'
import type { Services } from '../../../gateway/services.ts'
import type { CachingOptions } from './options.ts'

/** Keeps texts for a while; one that fails keeps nobody from an answer. */
export interface AnswerStore {
  get(key: string): Promise<string | undefined>
  set(key: string, text: string, ttlMs: number): Promise<void>
}

/** Beside the bytes, so that small answers do not cost more than they weigh. */
const mostEntries = 100_000

type StoreOptions = Pick<CachingOptions, 'useMemoryCacheOnly' | 'maxMemoryBytes'>

/** Opens the store that the options ask for. */
export function createAnswerStore(options: StoreOptions, policy: string, services: Services): AnswerStore {
  return options.useMemoryCacheOnly
    ? createMemoryStore(options.maxMemoryBytes, services)
    : createSharedStore(policy, services)
}

function createMemoryStore(maxBytes: number, services: Services): AnswerStore {
  const kept = new LRUCache<string, { readonly text: string; readonly until: number }>({
    max: mostEntries,
    maxSize: maxBytes,
    // Strings take up to two bytes a character.
    sizeCalculation: ({ text }, key) => 2 * (text.length + key.length),
  })
  return {
    get: (key) => {
      const found = kept.get(key)
      return Promise.resolve(found === undefined || found.until <= services.now() ? undefined : found.text)
    },
    set: (key, text, ttlMs) => {
      kept.set(key, { text, until: services.now() + ttlMs })
      return Promise.resolve()
    },
  }
}

function createSharedStore(policy: string, { storage, log }: Services): AnswerStore {
  const logFailure = (error: unknown): undefined => {
    const message = error instanceof Error ? error.message : String(error)
    log.warn('answer not cached: the store failed', { policy, error: message })
  }
  return {
    get: async (key) => {
      try {
        return (await storage.get(key))?.value
      } catch (error) {
        return logFailure(error)
      }
    },
    set: async (put, value, ttlMs) => {
      try {
        await storage.write([{ put, value, ttlMs }])
      } catch (error) {
        logFailure(error)
      }
    },
  }
}
