import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRedisStorage } from '../../../src/storage/redis.ts'
import { raceProcesses } from '../../support/race-processes.ts'
import type { TestServer } from '../../support/server-process.ts'
import { redisIsHere, startRedis } from '../../support/start-redis.ts'
import { describeStorageContract } from '../../support/storage-contract.ts'

describe.skipIf(!redisIsHere)('the Redis store', () => {
  let server: TestServer
  let admin: Redis
  beforeAll(async () => {
    server = await startRedis()
    admin = new Redis(server.url)
    admin.on('error', () => undefined)
  })
  afterAll(async () => {
    admin.disconnect()
    await server.remove()
  })

  let stores = 0
  const newPrefix = (): string => `test${(stores += 1)}:`

  /** Brings the end of every record nearer. */
  const advance = async (prefix: string, milliseconds: number): Promise<void> => {
    for (const key of await admin.keys(`${prefix}record:*`)) {
      const left = await admin.pttl(key)
      if (left >= 0) await admin.pexpire(key, left - milliseconds)
    }
  }

  describeStorageContract(async () => {
    const prefix = newPrefix()
    const store = await openRedisStorage({ url: server.url, prefix })
    return { store, advance: (milliseconds) => advance(prefix, milliseconds) }
  })

  test('four processes lose no step, share no slot and admit no more than a window holds', async () => {
    const options = { url: server.url, prefix: newPrefix() }
    const store = await openRedisStorage(options)
    await raceProcesses(store, 'src/storage/redis.ts', 'openRedisStorage', options)
    await store.close()
  })

  test('gateways of different prefixes do not see each other', async () => {
    const one = await openRedisStorage({ url: server.url, prefix: newPrefix() })
    const other = await openRedisStorage({ url: server.url, prefix: newPrefix() })
    await one.write([{ put: 'k', value: 'one' }])
    expect(await other.get('k')).toBeUndefined()
    expect(await other.list('', 10)).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  test('names of expired records leave the server without being asked for', async () => {
    const prefix = newPrefix()
    const store = await openRedisStorage({ url: server.url, prefix })
    const puts = Array.from({ length: 10 }, (_, index) => ({ put: `dead:${index}`, value: '', ttlMs: 1 }))
    await store.write([...puts, { put: 'live', value: '', ttlMs: 60_000 }])
    await expect.poll(() => admin.keys(`${prefix}record:*`)).toHaveLength(1)
    await store.write([{ put: 'busy', value: '' }])
    expect(await admin.zrange(`${prefix}names`, '0', '-1')).toEqual(['busy', 'live'])
    expect(await admin.zrange(`${prefix}ends`, '0', '-1')).toEqual(['live'])
    await store.close()
  })

  test('while the server is away calls fail at once and the problem is known; afterwards all is well', async () => {
    const store = await openRedisStorage({ url: server.url, prefix: newPrefix(), heartbeatMs: 20 })
    await store.write([{ put: 'k', value: 'kept' }])
    expect(store.problem?.()).toBeUndefined()
    await server.stop()
    await expect.poll(() => store.problem?.()).toMatch(/^The Redis server .* does not answer\.$/)
    await expect(store.get('k')).rejects.toMatchObject({ code: 'SALLYPORT_STATE_UNAVAILABLE' })
    await server.start()
    await expect.poll(() => store.problem?.(), { timeout: 10_000 }).toBeUndefined()
    expect((await store.get('k'))?.value).toBe('kept')
    await store.close()
  })

  test('a server that accepts and never answers is given up', async () => {
    const store = await openRedisStorage({ url: server.url, prefix: newPrefix(), timeoutMs: 200 })
    await admin.client('PAUSE', 1500, 'ALL')
    await expect(store.get('k')).rejects.toMatchObject({ code: 'SALLYPORT_STATE_UNAVAILABLE' })
    await store.close()
  })

  test('opening says in one sentence why it failed, and never the password', async () => {
    await expect(openRedisStorage({ url: 'redis://:hidden@127.0.0.1:1' })).rejects.toThrow(
      /^The Redis server at 127\.0\.0\.1:1 cannot keep the state \(.*ECONNREFUSED.*\): start it, or correct SALLYPORT_STATE_URL\.$/,
    )
    const url = server.url.replace('redis://', 'redis://nobody:hidden@')
    const failure = await openRedisStorage({ url }).catch((error: unknown) => error)
    expect(String(failure)).toMatch(/cannot keep the state \(WRONGPASS/)
    expect(String(failure)).not.toContain('hidden')
  })
})
