import { afterEach, describe, expect, it } from 'vitest'
import { createAnswerStore } from '../../../../../src/policies/inbound/caching/answer-store.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'

let world: World
afterEach(() => world.close())

const memory = { useMemoryCacheOnly: true, maxMemoryBytes: 65_536 }

describe('in memory', () => {
  it('keeps a text for its time, apart from every other store', async () => {
    let now = 0
    world = createWorld({ now: () => now })
    const store = createAnswerStore(memory, 'cache', world.services)
    await store.set('a', 'text', 1_000)
    now = 999
    expect(await store.get('a')).toBe('text')
    expect(await createAnswerStore(memory, 'cache', world.services).get('a')).toBeUndefined()
    expect(await world.services.storage.get('a')).toBeUndefined()
    now = 1_000
    expect(await store.get('a')).toBeUndefined()
  })

  it('lets go of what was not asked for longest, and takes nothing larger than it is', async () => {
    world = createWorld()
    const store = createAnswerStore(memory, 'cache', world.services)
    for (const key of ['a', 'b', 'c']) await store.set(key, 'x'.repeat(10_000), 60_000)
    await store.get('a')
    await store.set('d', 'x'.repeat(10_000), 60_000)
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.get(key)))
    expect(kept.map((text) => text?.length)).toEqual([10_000, undefined, 10_000, 10_000])
    await store.set('e', 'x'.repeat(100_000), 60_000)
    expect(await store.get('e')).toBeUndefined()
  })
})

describe('in the store of the gateway', () => {
  const shared = { ...memory, useMemoryCacheOnly: false }

  it('shares what it keeps', async () => {
    world = createWorld()
    await createAnswerStore(shared, 'cache', world.services).set('a', 'text', 60_000)
    expect(await createAnswerStore(shared, 'cache', world.services).get('a')).toBe('text')
  })

  it('answers nothing where the store fails, and says so in the log', async () => {
    world = createWorld()
    const store = createAnswerStore(shared, 'cache', world.services)
    await world.services.storage.close()
    const failing = { ...world.services.storage, get: () => Promise.reject(new Error('gone')) }
    const other = createAnswerStore(shared, 'cache', { ...world.services, storage: failing })
    expect(await other.get('a')).toBeUndefined()
    expect(world.records).toMatchObject([{ level: 'warn', fields: { policy: 'cache', error: 'gone' } }])
    expect(store).toBeDefined()
  })
})
