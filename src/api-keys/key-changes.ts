import type { Storage } from '../storage/storage.ts'

/** How often keys of a store were changed by this process. */
const counts = new WeakMap<Storage, { count: number }>()

/** The count of a store; one object for all who share the store. */
export function keyChangesOf(storage: Storage): { count: number } {
  const known = counts.get(storage)
  if (known !== undefined) return known
  const fresh = { count: 0 }
  counts.set(storage, fresh)
  return fresh
}
