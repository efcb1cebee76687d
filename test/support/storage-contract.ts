import { expect, test } from 'vitest'
import type { Storage } from '../../src/storage/storage.ts'

/** A clock that a test moves by hand. */
export interface ManualClock {
  now(): number
  advance(milliseconds: number): void
}

/** A clock that stands still until it is moved. */
export function createManualClock(): ManualClock {
  let time = 1_700_000_000_000
  return { now: () => time, advance: (milliseconds) => void (time += milliseconds) }
}

/** What every implementation of `Storage` must do; `open` gives an empty store on the clock it is handed. */
export function describeStorageContract(open: (clock: ManualClock) => Promise<Storage>): void {
  const withStore = (name: string, body: (store: Storage, clock: ManualClock) => Promise<void>): void => {
    test(name, async () => {
      const clock = createManualClock()
      const store = await open(clock)
      try {
        await body(store, clock)
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

  withStore('a value ends with its TTL, and one without a TTL stays', async (store, clock) => {
    await store.write([
      { put: 'short', value: '1', ttlMs: 1000 },
      { put: 'long', value: '2' },
    ])
    clock.advance(999)
    expect((await store.get('short'))?.value).toBe('1')
    clock.advance(1)
    expect(await store.get('short')).toBeUndefined()
    expect((await store.get('long'))?.value).toBe('2')
  })

  withStore('a second write replaces value and TTL, and a deletion removes', async (store, clock) => {
    await store.write([{ put: 'k', value: 'first', ttlMs: 10 }])
    await store.write([{ put: 'k', value: 'second' }])
    clock.advance(1_000_000)
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

  withStore('compare-and-set writes only over the version it was given', async (store, clock) => {
    expect(await store.replaceIf('k', undefined, 'created', 1000)).toBe(true)
    expect(await store.replaceIf('k', undefined, 'again')).toBe(false)
    const first = await store.get('k')
    expect(await store.replaceIf('k', first?.version, 'changed', 1000)).toBe(true)
    expect(await store.replaceIf('k', first?.version, 'late')).toBe(false)
    expect((await store.get('k'))?.value).toBe('changed')
    clock.advance(1000)
    expect(await store.replaceIf('k', undefined, 'after its end')).toBe(true)
  })

  withStore('of many compare-and-sets at once exactly one wins', async (store) => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.replaceIf('k', undefined, String(index))),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(1)
  })

  withStore(
    'a counter counts from zero, takes both signs and ends a TTL after its first step',
    async (store, clock) => {
      expect(await store.increment('c', 2, 1000)).toBe(2)
      clock.advance(600)
      expect(await store.increment('c', 5, 1000)).toBe(7)
      expect(await store.increment('c', -3, 1000)).toBe(4)
      clock.advance(400)
      expect(await store.increment('c', 1, 1000)).toBe(1)
    },
  )

  withStore('a counter loses no step to another', async (store) => {
    const counts = await Promise.all(Array.from({ length: 50 }, () => store.increment('c', 1, 60_000)))
    expect(new Set(counts).size).toBe(50)
    expect(await store.increment('c', 0, 60_000)).toBe(50)
  })

  withStore('a list holds the live keys of the prefix, in order, up to its limit', async (store, clock) => {
    await store.write(['b:2', 'a:1', 'b:1', 'b:3', 'c:1'].map((key) => ({ put: key, value: key })))
    await store.write([{ put: 'b:0', value: 'x', ttlMs: 5 }])
    expect(await store.list('b:', 10)).toEqual(['b:0', 'b:1', 'b:2', 'b:3'])
    clock.advance(5)
    expect(await store.list('b:', 2)).toEqual(['b:1', 'b:2'])
    expect(await store.list('none', 10)).toEqual([])
  })
}
