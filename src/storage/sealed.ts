import { mapInBatches } from '../foundation/map-in-batches.ts'
import { StorageOpenError } from './errors.ts'
import type { KeyRing } from './key-ring.ts'
import { seal, sealedBy, unseal } from './seal.ts'
import type { Storage, StorageWrite } from './storage.ts'
import { isWindowText } from './window.ts'

/** One record for each key that has sealed anything, so that a wrong ring is noticed at the start. */
const checkPrefix = 'sealed:check:'
/** Most of these records that are looked at. */
const mostChecks = 100
/** Most values that one start seals again; whatever is left follows when it is written. */
const mostResealed = 100_000
const resealedAtOnce = 32

/**
 * Seals the values of a store at rest with AES-256-GCM. Names stay readable, and so do empty values, whole numbers, which
 * counters are, and windows. Values that were written unsealed, or with an older key of the ring, are readable as they are.
 */
export async function openSealedStorage(inner: Storage, ring: KeyRing): Promise<Storage> {
  const others = await checkRing(inner, ring)
  const isNew = await claimFirstKey(inner, ring)
  // While a ring has several keys, a gateway that started earlier may still seal with an older one.
  if (isNew || ring.size > 1) await resealAll(inner, ring, others)
  return {
    ...inner,
    get: async (name) => {
      const stored = await inner.get(name)
      return stored === undefined || sealedBy(stored.value) === undefined
        ? stored
        : { value: await unseal(ring, name, stored.value), version: stored.version }
    },
    write: async (writes) => inner.write(await Promise.all(writes.map((write) => sealWrite(ring, write)))),
    replaceIf: async (name, version, value, ttlMs) =>
      inner.replaceIf(name, version, await sealValue(ring, name, value), ttlMs),
    list: async (prefix, limit) => {
      if (!checkPrefix.startsWith(prefix)) return inner.list(prefix, limit)
      const names = await inner.list(prefix, limit + mostChecks)
      return names.filter((name) => !name.startsWith(checkPrefix)).slice(0, limit)
    },
  }
}

/** Servers compute with counters and windows without opening them, and an empty value tells nothing. */
function staysReadable(value: string): boolean {
  return value === '' || /^-?\d{1,16}$/.test(value) || isWindowText(value)
}

async function sealValue(ring: KeyRing, name: string, value: string): Promise<string> {
  return staysReadable(value) ? value : seal(ring.first, name, value)
}

async function sealWrite(ring: KeyRing, write: StorageWrite): Promise<StorageWrite> {
  return 'delete' in write ? write : { ...write, value: await sealValue(ring, write.put, write.value) }
}

/** Refuses a ring that lacks a key of the state, or has another under its id; answers the ids besides the first. */
async function checkRing(inner: Storage, ring: KeyRing): Promise<readonly string[]> {
  const names = await inner.list(checkPrefix, mostChecks)
  const ids = names.map((name) => name.slice(checkPrefix.length))
  for (const id of ids) await checkKey(inner, ring, id)
  return ids.filter((id) => id !== ring.first.id)
}

async function checkKey(inner: Storage, ring: KeyRing, id: string): Promise<void> {
  if (ring.keyOf(id) === undefined)
    throw new StorageOpenError(
      `The state holds values sealed with the key "${id}", which is not among the keys given: add it to SALLYPORT_STATE_KEYS, behind the first.`,
    )
  const name = checkPrefix + id
  const stored = await inner.get(name)
  if (stored === undefined) return
  await unseal(ring, name, stored.value).catch((error: unknown) => {
    throw new StorageOpenError(
      `The key "${id}" is not the one of that id that sealed the state: correct SALLYPORT_STATE_KEYS, or give the new key an id of its own.`,
      { cause: error },
    )
  })
}

/** Says that the first key seals here; true for the first to say so. Of two gateways with two keys of one id, one fails. */
async function claimFirstKey(inner: Storage, ring: KeyRing): Promise<boolean> {
  const name = checkPrefix + ring.first.id
  const isFirst = await inner.replaceIf(name, undefined, await seal(ring.first, name, 'check'))
  if (!isFirst) await checkKey(inner, ring, ring.first.id)
  return isFirst
}

/** Seals everything with the first key, and forgets the others when nothing of them can be left. */
async function resealAll(inner: Storage, ring: KeyRing, others: readonly string[]): Promise<void> {
  const names = await inner.list('', mostResealed)
  const values = names.filter((name) => !name.startsWith(checkPrefix))
  await mapInBatches(values, resealedAtOnce, (name) => reseal(inner, ring, name))
  if (names.length < mostResealed) await inner.write(others.map((id) => ({ delete: checkPrefix + id })))
}

/** A value that somebody else writes meanwhile is sealed by that write. */
async function reseal(inner: Storage, ring: KeyRing, name: string): Promise<void> {
  const stored = await inner.get(name)
  if (stored === undefined || staysReadable(stored.value) || sealedBy(stored.value) === ring.first.id) return
  const value = await seal(ring.first, name, await unseal(ring, name, stored.value))
  await inner.replaceIf(name, stored.version, value, 'keep')
}
