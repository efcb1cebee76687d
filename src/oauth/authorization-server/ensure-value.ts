import type { Storage } from '../../storage/storage.ts'

/**
 * The value of a key that a first start makes. Of several processes that start at once over one store, the first to write
 * decides for all.
 */
export async function ensureValue(
  storage: Storage,
  key: string,
  create: () => string | Promise<string>,
): Promise<string> {
  const stored = await storage.get(key)
  if (stored !== undefined) return stored.value
  const value = await create()
  if (await storage.replaceIf(key, undefined, value)) return value
  const winner = await storage.get(key)
  if (winner === undefined)
    throw new Error(`The store lost ${key} while the authorization server was starting.`)
  return winner.value
}
