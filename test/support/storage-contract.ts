import { expect, test } from 'vitest'
import type { Storage } from '../../src/storage/storage.ts'
import { countOf, waitFor } from '../../src/storage/window.ts'

/** A clock that a test moves by hand. */
export interface ManualClock {
  now(): number
  advance(milliseconds: number): void
}

/** What a contract test works on: an empty store, and a way to let its time pass. */
export interface StorageUnderTest {
  readonly store: Storage
  /** Servers have clocks of their own: there, the ends of all values move nearer instead. */
  advance(milliseconds: number): unknown
}

/** A clock that stands still until it is moved. */
export function createManualClock(): ManualClock {
  let time = 1_700_000_000_000
  return { now: () => time, advance: (milliseconds) => void (time += milliseconds) }
}

/** What every implementation of `Storage` must do. Lives are minutes, as the clocks of servers also run by themselves. */
export function describeStorageContract(open: () => Promise<StorageUnderTest>): void {
  const withStore = (
    name: string,
    body: (store: Storage, advance: StorageUnderTest['advance']) => Promise<void>,
  ): void => {
    test(name, async () => {
      const { store, advance } = await open()
      try {
        await body(store, advance)
      } finally {
        await store.close()
      }
    })
  }

  withStore('a missing key has no value', async (store) => {
    expect(await store.get('nobody')).toBeUndefined()
  })

  withStore('a value is read back as it was written, spaces and line ends included', async (store) => {
    const value = '{"a": "b c"}\n\u00e9\u{1f512} '
    await store.write([{ put: 'k', value }])
    expect((await store.get('k'))?.value).toBe(value)
    await store.write([{ put: 'empty', value: '' }])
    expect((await store.get('empty'))?.value).toBe('')
  })

  withStore('a value ends with its TTL, and one without a TTL stays', async (store, advance) => {
    await store.write([
      { put: 'short', value: '1', ttlMs: 60_000 },
      { put: 'long', value: '2' },
    ])
    await advance(40_000)
    expect((await store.get('short'))?.value).toBe('1')
    await advance(20_000)
    expect(await store.get('short')).toBeUndefined()
    expect((await store.get('long'))?.value).toBe('2')
  })

  withStore('a second write replaces value and TTL, and a deletion removes', async (store, advance) => {
    await store.write([{ put: 'k', value: 'first', ttlMs: 60_000 }])
    await store.write([{ put: 'k', value: 'second' }])
    await advance(1_000_000)
    expect((await store.get('k'))?.value).toBe('second')
    await store.write([{ delete: 'k' }, { delete: 'never there' }])
    expect(await store.get('k')).toBeUndefined()
  })

  withStore('every write changes the version', async (store) => {
    const versions = new Set<string | undefined>()
    for (let round = 0; round < 3; round++) {
      await store.write([{ put: 'k', value: 'same' }])
      versions.add((await store.get('k'))?.version)
    }
    expect(versions.size).toBe(3)
  })

  withStore('a batch is applied whole, its later writes winning', async (store) => {
    await store.write([
      { put: 'a', value: '1' },
      { put: 'b', value: '2' },
      { delete: 'a' },
      { put: 'b', value: '3' },
    ])
    expect(await store.get('a')).toBeUndefined()
    expect((await store.get('b'))?.value).toBe('3')
  })

  withStore('compare-and-set writes only over the version it was given', async (store, advance) => {
    expect(await store.replaceIf('k', undefined, 'created', 60_000)).toBe(true)
    expect(await store.replaceIf('k', undefined, 'again')).toBe(false)
    const first = await store.get('k')
    expect(await store.replaceIf('k', first?.version, 'changed', 60_000)).toBe(true)
    expect(await store.replaceIf('k', first?.version, 'late')).toBe(false)
    expect((await store.get('k'))?.value).toBe('changed')
    await advance(60_000)
    expect(await store.replaceIf('k', undefined, 'after its end')).toBe(true)
  })

  withStore('compare-and-set can leave the end of a value as it is', async (store, advance) => {
    await store.write([{ put: 'ends', value: '1', ttlMs: 60_000 }])
    await store.write([{ put: 'stays', value: '1' }])
    await advance(40_000)
    for (const key of ['ends', 'stays']) {
      expect(await store.replaceIf(key, (await store.get(key))?.version, '2', 'keep')).toBe(true)
      expect((await store.get(key))?.value).toBe('2')
    }
    await advance(20_000)
    expect(await store.get('ends')).toBeUndefined()
    expect(await store.list('', 10)).toEqual(['stays'])
  })

  withStore('of many compare-and-sets at once exactly one wins', async (store) => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.replaceIf('k', undefined, String(index))),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(1)
  })

  withStore(
    'a counter counts from zero, takes both signs and ends a TTL after its first step',
    async (store, advance) => {
      expect(await store.increment('c', 2, 60_000)).toBe(2)
      await advance(36_000)
      expect(await store.increment('c', 5, 60_000)).toBe(7)
      expect(await store.increment('c', -3, 60_000)).toBe(4)
      await advance(24_000)
      expect(await store.increment('c', 1, 60_000)).toBe(1)
    },
  )

  withStore('a counter loses no step to another', async (store) => {
    const counts = await Promise.all(Array.from({ length: 50 }, () => store.increment('c', 1, 60_000)))
    expect(new Set(counts).size).toBe(50)
    expect(await store.increment('c', 0, 60_000)).toBe(50)
  })

  const perHour = { limit: 3, windowMs: 3_600_000, cost: 1 }

  withStore('a window admits up to its limit and says what it holds', async (store) => {
    const answers = []
    for (let round = 0; round < 5; round++) answers.push(await store.admit('w', perHour))
    expect(answers.map(({ admitted }) => admitted)).toEqual([true, true, true, false, false])
    const last = answers.at(-1)
    expect(countOf(last?.entries ?? [])).toBe(3)
    const wait = waitFor(last?.entries ?? [], perHour, last?.now ?? 0)
    expect(wait).toBeGreaterThan(3_500_000)
    expect(wait).toBeLessThanOrEqual(3_600_000)
    expect((await store.admit('other', perHour)).admitted).toBe(true)
  })

  withStore('a window counts costs, and what happened already in any case', async (store) => {
    expect((await store.admit('w', { ...perHour, cost: 2 })).admitted).toBe(true)
    expect((await store.admit('w', { ...perHour, cost: 2 })).admitted).toBe(false)
    const forced = await store.admit('w', { ...perHour, cost: 5, force: true })
    expect([forced.admitted, countOf(forced.entries)]).toEqual([true, 7])
    expect((await store.admit('w', perHour)).admitted).toBe(false)
  })

  withStore('a large limit is counted to the last, with few times', async (store) => {
    const request = { limit: 1000, windowMs: 3_600_000, cost: 9 }
    const answers = await Promise.all(Array.from({ length: 120 }, () => store.admit('w', request)))
    expect(answers.filter(({ admitted }) => admitted)).toHaveLength(111)
    const held = (await store.admit('w', request)).entries
    expect(countOf(held)).toBe(999)
    expect(held.length).toBeLessThanOrEqual(2)
  })

  withStore('of many requests at once a window admits its limit', async (store) => {
    const request = { limit: 20, windowMs: 3_600_000, cost: 1 }
    const answers = await Promise.all(Array.from({ length: 60 }, () => store.admit('w', request)))
    expect(answers.filter(({ admitted }) => admitted)).toHaveLength(20)
  })

  withStore('a window ends with what it holds', async (store, advance) => {
    for (let round = 0; round < 3; round++) await store.admit('w', perHour)
    await advance(3_600_001)
    expect((await store.admit('w', { ...perHour, windowMs: 1 })).admitted).toBe(true)
  })

  withStore('what was admitted leaves a window after its length', async (store, advance) => {
    const short = { limit: 2, windowMs: 30, cost: 1 }
    await store.admit('w', short)
    const fits = async (): Promise<boolean> => {
      await advance(10)
      return (await store.admit('w', { ...short, cost: 2 })).admitted
    }
    await expect.poll(fits).toBe(true)
    expect((await store.admit('w', { ...short, windowMs: 3_600_000 })).admitted).toBe(false)
  })

  withStore('a list holds the live keys of the prefix, in order, up to its limit', async (store, advance) => {
    await store.write(['b:2', 'a:1', 'b:1', 'b:3', 'c:1'].map((key) => ({ put: key, value: key })))
    await store.write([{ put: 'b:0', value: 'x', ttlMs: 60_000 }])
    expect(await store.list('b:', 10)).toEqual(['b:0', 'b:1', 'b:2', 'b:3'])
    await advance(60_000)
    expect(await store.list('b:', 2)).toEqual(['b:1', 'b:2'])
    expect(await store.list('none', 10)).toEqual([])
  })
}
