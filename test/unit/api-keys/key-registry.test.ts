import { describe, expect, it } from 'vitest'
import { findConsumer } from '../../../src/api-keys/find-consumer.ts'
import { keyChangesOf } from '../../../src/api-keys/key-changes.ts'
import type { Storage } from '../../../src/storage/storage.ts'
import { createTestRegistry, sha256, valueOf } from '../../support/key-registry.ts'

async function opens(storage: Storage, key: string, now: number): Promise<boolean> {
  return (await findConsumer(storage, 'default', sha256(key), now)) !== undefined
}

async function everything(storage: Storage): Promise<string> {
  const names = await storage.list('', 1000)
  const values = await Promise.all(names.map(async (name) => (await storage.get(name))?.value))
  return JSON.stringify([names, values])
}

describe('KeyRegistry.create', () => {
  it('keeps the hash of the key, and the key nowhere', async () => {
    const { registry, storage } = createTestRegistry()
    const { key } = valueOf(await registry.create({ consumer: 'shop' }))
    const kept = await everything(storage)
    expect(kept).toContain(sha256(key))
    expect(kept).not.toContain(key.slice(10, 30))
  })

  it('adds keys to a consumer, and changes of it only what is said', async () => {
    const { registry } = createTestRegistry()
    await registry.create({
      consumer: 'shop',
      metadata: { plan: 'gold' },
      tags: { team: 'a' },
      managers: ['x'],
    })
    const { consumer } = valueOf(await registry.create({ consumer: 'shop', tags: { team: 'b' } }))
    expect(consumer).toMatchObject({ metadata: { plan: 'gold' }, tags: { team: 'b' }, managers: ['x'] })
    expect(consumer.keys).toHaveLength(2)
  })

  it('takes a key from elsewhere once, and no text that is none', async () => {
    const { registry, storage, clock } = createTestRegistry()
    const importedKey = `zpka_${'k'.repeat(32)}_0a1b2c3d`
    expect(valueOf(await registry.create({ consumer: 'shop', importedKey })).key).toBe(importedKey)
    expect(await opens(storage, importedKey, clock.now)).toBe(true)
    for (const consumer of ['shop', 'other'])
      expect(await registry.create({ consumer, importedKey })).toEqual({
        ok: false,
        error: { reason: 'key-taken' },
      })
    expect(await registry.create({ consumer: 'shop', importedKey: 'password' })).toEqual({
      ok: false,
      error: { reason: 'key-malformed' },
    })
  })

  it('loses none of many keys made at once', async () => {
    const { registry, storage, clock } = createTestRegistry()
    const made = await Promise.all(Array.from({ length: 8 }, () => registry.create({ consumer: 'shop' })))
    for (const one of made) expect(await opens(storage, valueOf(one).key, clock.now)).toBe(true)
    expect((await registry.list(10))[0]?.keys).toHaveLength(8)
  })

  it('bounds the keys of a consumer', async () => {
    const { registry } = createTestRegistry()
    for (let count = 0; count < 50; count++) await registry.create({ consumer: 'shop' })
    expect(await registry.create({ consumer: 'shop' })).toEqual({
      ok: false,
      error: { reason: 'too-many-keys', most: 50 },
    })
  })
})

describe('KeyRegistry.rotate', () => {
  it('lets the old key work until the grace is over, and no longer than it would have', async () => {
    const { registry, storage, clock } = createTestRegistry()
    const lasting = valueOf(await registry.create({ consumer: 'shop' }))
    const short = valueOf(await registry.create({ consumer: 'shop', expiresAt: clock.now + 10 }))
    const fresh = valueOf(await registry.rotate({ consumer: 'shop' }, 1000))
    const states = async (): Promise<boolean[]> =>
      Promise.all([lasting, short, fresh].map(({ key }) => opens(storage, key, clock.now)))
    expect(await states()).toEqual([true, true, true])
    clock.now += 10
    expect(await states()).toEqual([true, false, true])
    clock.now += 990
    expect(await states()).toEqual([false, false, true])
  })

  it('rotates one key by its id, and nothing for a consumer or key there is not', async () => {
    const { registry, storage, clock } = createTestRegistry()
    const first = valueOf(await registry.create({ consumer: 'shop' }))
    const second = valueOf(await registry.create({ consumer: 'shop' }))
    await registry.rotate({ consumer: 'shop', keyId: first.keyId }, 0)
    expect(await opens(storage, first.key, clock.now)).toBe(false)
    expect(await opens(storage, second.key, clock.now)).toBe(true)
    expect(await registry.rotate({ consumer: 'nobody' }, 0)).toMatchObject({
      error: { reason: 'consumer-unknown' },
    })
    expect(await registry.rotate({ consumer: 'shop', keyId: 'x' }, 0)).toMatchObject({
      error: { reason: 'key-unknown' },
    })
    const names = await storage.list('api-key:default:key:', 10)
    expect(names).toHaveLength(3)
  })
})

describe('KeyRegistry.revoke', () => {
  it('ends keys for good: a later end does not bring them back', async () => {
    const { registry, storage, clock } = createTestRegistry()
    const { key, keyId } = valueOf(await registry.create({ consumer: 'shop' }))
    const before = keyChangesOf(storage).count
    valueOf(await registry.revoke({ consumer: 'shop' }))
    expect(keyChangesOf(storage).count).toBeGreaterThan(before)
    expect(await registry.expire({ consumer: 'shop', keyId }, clock.now + 1000)).toMatchObject({ ok: false })
    expect(await opens(storage, key, clock.now)).toBe(false)
  })
})

describe('KeyRegistry.expire', () => {
  it('moves the end of a key either way', async () => {
    const { registry, storage, clock } = createTestRegistry()
    const { key, keyId } = valueOf(await registry.create({ consumer: 'shop', expiresAt: clock.now + 10 }))
    await registry.expire({ consumer: 'shop' }, clock.now + 20)
    clock.now += 15
    expect(await opens(storage, key, clock.now)).toBe(true)
    await registry.expire({ consumer: 'shop', keyId }, clock.now)
    expect(await opens(storage, key, clock.now)).toBe(false)
    await registry.expire({ consumer: 'shop', keyId }, undefined)
    expect(await opens(storage, key, clock.now)).toBe(true)
  })
})

it('lists the consumers of its bucket, and forgets keys that ended long ago', async () => {
  const { registry, storage, clock } = createTestRegistry()
  const other = createTestRegistry(clock, storage, 'other').registry
  await registry.create({ consumer: 'b', expiresAt: clock.now + 1 })
  await registry.create({ consumer: 'a' })
  await other.create({ consumer: 'c' })
  expect((await registry.list(10)).map(({ name }) => name)).toEqual(['a', 'b'])
  clock.now += 31 * 86_400_000
  expect(valueOf(await registry.create({ consumer: 'b' })).consumer.keys).toHaveLength(1)
})
