import { describe, expect, it } from 'vitest'
import { BackgroundLoader } from '../../../src/runtime-api/background-loader.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('BackgroundLoader', () => {
  it('loads a key once for all who ask at the same time', async () => {
    let loads = 0
    const loader = new BackgroundLoader(async (key) => `${key}${++loads}`, { ttlSeconds: 1 })
    expect(await Promise.all([loader.get('a'), loader.get('a'), loader.get('b')])).toEqual(['a1', 'a1', 'b2'])
  })

  it('answers the stale value while it loads the next, and keeps it when that fails', async () => {
    let [clock, loads] = [0, 0]
    const load = async () => {
      if (++loads === 2) throw new Error('down')
      return loads
    }
    const loader = new BackgroundLoader(load, { ttlSeconds: 1 }, () => clock)
    expect(await loader.get('k')).toBe(1)
    clock = 999
    expect([await loader.get('k'), loads]).toEqual([1, 1])
    clock = 1000
    expect([await loader.get('k'), loads]).toEqual([1, 2])
    await turn()
    expect([await loader.get('k'), loads]).toEqual([1, 3])
    await turn()
    expect([await loader.get('k'), loads]).toEqual([3, 3])
  })

  it('rejects a first load that fails or takes too long, and loads again at the next call', async () => {
    let loads = 0
    const never = new Promise<number>(() => undefined)
    const loader = new BackgroundLoader(() => (++loads === 1 ? never : Promise.resolve(loads)), {
      ttlSeconds: 1,
      loaderTimeoutSeconds: 0.01,
    })
    await expect(loader.get('k')).rejects.toThrow('The loader of "k" took longer than 0.01 s.')
    expect(await loader.get('k')).toBe(2)
  })

  it('refuses a life that is none', () => {
    expect(() => new BackgroundLoader(async () => 1, { ttlSeconds: 0 })).toThrow('ttlSeconds')
  })
})
