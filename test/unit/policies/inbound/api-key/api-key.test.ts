import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IssuedKey } from '../../../../../src/api-keys/key-registry.ts'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import type { InboundPolicy } from '../../../../../src/gateway/policy.ts'
import { apiKey } from '../../../../../src/policies/inbound/api-key/api-key.ts'
import { createTestRegistry, valueOf, type Clock } from '../../../../support/key-registry.ts'
import { createWorld, headerOf, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let clock: Clock
let world: World
let registry: ReturnType<typeof createTestRegistry>['registry']
let issued: IssuedKey
beforeEach(async () => {
  clock = { now: Date.now() }
  world = createWorld({ now: () => clock.now })
  registry = createTestRegistry(clock, world.services.storage).registry
  issued = valueOf(await registry.create({ consumer: 'shop', metadata: { plan: 'gold' } }))
})
afterEach(() => world.close())

const bearer = (key: string): Partial<Exchange> => ({ headers: { authorization: `Bearer ${key}` } })
const status = async (policy: InboundPolicy, changes: Partial<Exchange>): Promise<number> =>
  (await judge(policy, world, changes)).reply?.status ?? 200

describe('ApiKeyInboundPolicy', () => {
  it('sets the user from the consumer, and knows the key as a secret', async () => {
    const policy = createPolicy(apiKey, {}, world)
    const { reply, exchange, context } = await judge(policy, world, bearer(issued.key))
    expect(reply).toBeUndefined()
    expect(exchange.user).toMatchObject({ sub: 'shop', data: { plan: 'gold' } })
    expect(context.presentedSecrets).toContain(issued.key)
  })

  it('gives each request a copy of the metadata', async () => {
    const policy = createPolicy(apiKey, {}, world)
    const first = await judge(policy, world, bearer(issued.key))
    Object.assign(first.exchange.user?.data ?? {}, { plan: 'stolen' })
    const second = await judge(policy, world, bearer(issued.key))
    expect(second.exchange.user?.data).toMatchObject({ plan: 'gold' })
  })

  it('tells a missing key, a mistyped one and an unknown one apart, the last as little as it can', async () => {
    const policy = createPolicy(apiKey, {}, world)
    const other = valueOf(await createTestRegistry(clock).registry.create({ consumer: 'shop' })).key
    const bodies = await Promise.all(
      [{}, bearer(`${issued.key}x`), bearer(other)].map(async (changes) => {
        const { reply } = await judge(policy, world, changes)
        expect([reply?.status, headerOf(reply, 'www-authenticate')]).toEqual([401, 'Bearer realm="api-key"'])
        return reply?.body
      }),
    )
    expect(bodies[0]).toContain('SALLYPORT_CREDENTIALS_REQUIRED')
    expect(bodies[1]).toContain('mistyped')
    expect(bodies[2]).toContain('The credentials were not accepted."')
    expect(bodies.join()).not.toContain(other)
  })

  it('asks the store nothing more about keys from an address that sent too many wrong ones', async () => {
    let reads = 0
    const { services } = world.setup
    const get = (key: string) => {
      reads += 1
      return services.storage.get(key)
    }
    const watched = { ...services, storage: { ...services.storage, get } }
    const options = { failedAttempts: { allowed: 2, perSeconds: 30 } }
    const policy = createPolicy(apiKey, options, { ...world, setup: { ...world.setup, services: watched } })
    const clientAddress = '192.0.2.1'
    const guess = async (): Promise<number> => {
      const other = valueOf(await createTestRegistry(clock).registry.create({ consumer: 'shop' })).key
      return status(policy, { ...bearer(other), clientAddress })
    }
    expect([await guess(), await guess()]).toEqual([401, 401])
    const before = reads
    expect([await guess(), await status(policy, { ...bearer(issued.key), clientAddress })]).toEqual([
      429, 429,
    ])
    expect(reads).toBe(before)
    expect([await status(policy, { clientAddress }), await status(policy, bearer(issued.key))]).toEqual([
      401, 200,
    ])
    expect(await status(policy, { ...bearer(issued.key), clientAddress })).toBe(200)
    clock.now += 30_000
    expect(await guess()).toBe(401)
  })

  it('refuses a key that is revoked here from the next request on, and elsewhere after the cache time', async () => {
    const policy = createPolicy(apiKey, { cacheTtlSeconds: 60 }, world)
    expect(await status(policy, bearer(issued.key))).toBe(200)
    await registry.revoke({ consumer: 'shop' })
    expect(await status(policy, bearer(issued.key))).toBe(401)

    const second = valueOf(await registry.create({ consumer: 'shop' }))
    expect(await status(policy, bearer(second.key))).toBe(200)
    // What another process does to the same store.
    for (const name of await world.services.storage.list('api-key:default:key:', 10))
      await world.services.storage.write([{ delete: name }])
    clock.now += 59_999
    expect(await status(policy, bearer(second.key))).toBe(200)
    clock.now += 1
    expect(await status(policy, bearer(second.key))).toBe(401)
  })

  it('remembers no key beyond its end', async () => {
    const policy = createPolicy(apiKey, {}, world)
    const { key } = valueOf(await registry.create({ consumer: 'shop', expiresAt: clock.now + 1000 }))
    expect(await status(policy, bearer(key))).toBe(200)
    clock.now += 1000
    expect(await status(policy, bearer(key))).toBe(401)
  })

  it('accepts keys of its bucket alone', async () => {
    const policy = createPolicy(apiKey, { bucketName: 'other' }, world)
    expect(await status(policy, bearer(issued.key))).toBe(401)
    const elsewhere = createTestRegistry(clock, world.services.storage, 'other').registry
    expect(await status(policy, bearer(valueOf(await elsewhere.create({ consumer: 'b' })).key))).toBe(200)
  })

  it('reads a header of one’s own, with the scheme or without', async () => {
    const policy = createPolicy(apiKey, { authHeader: 'X-API-Key' }, world)
    for (const value of [issued.key, `bearer ${issued.key}`])
      expect(await status(policy, { headers: { 'x-api-key': value } })).toBe(200)
    expect(await status(policy, bearer(issued.key))).toBe(401)
  })

  it('refuses a header that came twice', async () => {
    const policy = createPolicy(apiKey, {}, world)
    expect(await status(policy, { ...bearer(issued.key), repeatedHeaders: ['authorization'] })).toBe(401)
  })

  it('lets strangers pass without a user where it may, and leaves a user that is known', async () => {
    const policy = createPolicy(apiKey, { allowUnauthenticatedRequests: true }, world)
    for (const changes of [{}, bearer('eyJ.e30.x'), bearer(`${issued.key}x`)]) {
      const { reply, exchange } = await judge(policy, world, changes)
      expect([reply, exchange.user]).toEqual([undefined, undefined])
    }
    const user = { sub: 'ada', data: {} }
    expect((await judge(policy, world, { ...bearer(issued.key), user })).exchange.user).toBe(user)
  })
})
