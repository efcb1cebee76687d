import { describe, expect, test } from 'vitest'
import { createKeyText, readKeyRing, type KeyRing } from '../../../src/storage/key-ring.ts'
import { createMemoryStorage } from '../../../src/storage/memory.ts'
import { openSealedStorage } from '../../../src/storage/sealed.ts'
import { createManualClock, describeStorageContract } from '../../support/storage-contract.ts'

const [a, b] = [createKeyText('a'), createKeyText('b')]
const ringOf = (...keys: string[]): Promise<KeyRing> => readKeyRing(keys.join(','), 'KEYS')

describe('a sealed store', () => {
  describeStorageContract(async () => {
    const clock = createManualClock()
    const store = await openSealedStorage(createMemoryStorage({ now: clock.now }), await ringOf(a))
    return { store, advance: clock.advance }
  })

  test('holds no secret in the clear, whichever way it was written', async () => {
    const inner = createMemoryStorage()
    const store = await openSealedStorage(inner, await ringOf(a))
    await store.write([{ put: 'written', value: 'secret-1' }])
    await store.replaceIf('created', undefined, 'secret-2')
    for (const name of ['written', 'created']) {
      expect((await inner.get(name))?.value).toMatch(/^sealed:1:a:/)
      expect((await store.get(name))?.value).toMatch(/^secret-/)
    }
  })

  test('counters stay numbers, also after they were put', async () => {
    const store = await openSealedStorage(createMemoryStorage(), await ringOf(a))
    await store.write([{ put: 'c', value: '5' }])
    expect(await store.increment('c', 2, 60_000)).toBe(7)
    expect((await store.get('c'))?.value).toBe('7')
  })

  test('a value copied over another name is refused', async () => {
    const inner = createMemoryStorage()
    const store = await openSealedStorage(inner, await ringOf(a))
    await store.write([{ put: 'mine', value: 'secret' }])
    await inner.write([{ put: 'yours', value: (await inner.get('mine'))?.value ?? '' }])
    await expect(store.get('yours')).rejects.toThrow('The value of yours does not open')
  })

  test('seals what was there before, and leaves its end as it is', async () => {
    const clock = createManualClock()
    const inner = createMemoryStorage({ now: clock.now })
    await inner.write([
      { put: 'endless', value: 'secret' },
      { put: 'ends', value: 'secret', ttlMs: 60_000 },
      { put: 'count', value: '3' },
    ])
    const store = await openSealedStorage(inner, await ringOf(a))
    expect((await inner.get('endless'))?.value).toMatch(/^sealed:/)
    expect((await inner.get('ends'))?.value).toMatch(/^sealed:/)
    expect((await store.get('endless'))?.value).toBe('secret')
    clock.advance(60_000)
    expect(await store.list('', 10)).toEqual(['count', 'endless'])
  })

  test('a value that is still unsealed is read as it is, and sealed by the next write', async () => {
    const inner = createMemoryStorage()
    const store = await openSealedStorage(inner, await ringOf(a))
    await inner.write([{ put: 'late', value: 'plain' }])
    const found = await store.get('late')
    expect(found?.value).toBe('plain')
    expect(await store.replaceIf('late', found?.version, 'next')).toBe(true)
    expect((await inner.get('late'))?.value).toMatch(/^sealed:/)
  })
})

describe('the keys of a sealed store', () => {
  test('change: the new one in front seals everything again, and then the old one can go', async () => {
    const inner = createMemoryStorage()
    const before = await openSealedStorage(inner, await ringOf(a))
    await before.write([{ put: 'k', value: 'secret' }])
    await openSealedStorage(inner, await ringOf(b, a))
    expect((await inner.get('k'))?.value).toMatch(/^sealed:1:b:/)
    // A gateway that started earlier still seals with the old key; the next start with both finds that too.
    await before.write([{ put: 'late', value: 'secret' }])
    await openSealedStorage(inner, await ringOf(b, a))
    const after = await openSealedStorage(inner, await ringOf(b))
    expect((await after.get('k'))?.value).toBe('secret')
    expect((await after.get('late'))?.value).toBe('secret')
  })

  test('behind the first only open: nothing is sealed with them', async () => {
    const inner = createMemoryStorage()
    await openSealedStorage(inner, await ringOf(a))
    const store = await openSealedStorage(inner, await ringOf(a, b))
    await store.write([{ put: 'k', value: 'secret' }])
    expect((await inner.get('k'))?.value).toMatch(/^sealed:1:a:/)
  })

  test('missing or other than they were are refused at the start, by their ids', async () => {
    const inner = createMemoryStorage()
    await openSealedStorage(inner, await ringOf(a))
    await expect(openSealedStorage(inner, await ringOf(b))).rejects.toThrow(
      'sealed with the key "a", which is not among the keys given',
    )
    await expect(openSealedStorage(inner, await ringOf(createKeyText('a')))).rejects.toThrow(
      'The key "a" is not the one of that id that sealed the state',
    )
    expect(await inner.list('', 10)).toEqual(['sealed:check:a'])
  })

  test('of one id but not the same: of two gateways that start at once one is refused', async () => {
    const inner = createMemoryStorage()
    const rings = await Promise.all([ringOf(a), ringOf(createKeyText('a'))])
    const starts = await Promise.allSettled(rings.map((ring) => openSealedStorage(inner, ring)))
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
