import { describe, expect, test } from 'vitest'
import { createMemoryStorage } from '../../../src/storage/memory.ts'
import { createManualClock, describeStorageContract } from '../../support/storage-contract.ts'

describe('the memory store', () => {
  describeStorageContract(async () => {
    const clock = createManualClock()
    return { store: createMemoryStorage({ now: clock.now }), advance: clock.advance }
  })

  test('beyond its size the oldest entry with a TTL makes room, never one without', async () => {
    const store = createMemoryStorage({ maxEntries: 3 })
    await store.write([{ put: 'kept', value: '' }])
    await store.write([{ put: 'old', value: '', ttlMs: 60_000 }])
    await store.write([{ put: 'new', value: '', ttlMs: 60_000 }])
    await store.write([{ put: 'newest', value: '', ttlMs: 60_000 }])
    expect(await store.list('', 10)).toEqual(['kept', 'new', 'newest'])
  })

  test('a store full of entries without a TTL refuses', async () => {
    const store = createMemoryStorage({ maxEntries: 1 })
    await store.write([{ put: 'kept', value: '' }])
    await expect(store.write([{ put: 'more', value: '' }])).rejects.toThrow('full')
  })

  test('expired entries leave without being asked for, so that they do not push out live ones', async () => {
    const clock = createManualClock()
    const store = createMemoryStorage({ now: clock.now, maxEntries: 100 })
    await store.write([{ put: 'live', value: '', ttlMs: 1_000_000 }])
    for (let index = 0; index < 90; index++)
      await store.write([{ put: `dead:${index}`, value: '', ttlMs: 1 }])
    clock.advance(1)
    for (let index = 0; index < 80; index++)
      await store.write([{ put: `next:${index}`, value: '', ttlMs: 1000 }])
    expect(await store.get('live')).toBeDefined()
    expect(await store.list('next:', 100)).toHaveLength(80)
  })
})
