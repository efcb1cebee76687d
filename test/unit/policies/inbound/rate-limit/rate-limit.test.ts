import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { mcpServer } from '../../../../../src/handlers/mcp-server/mcp-server.ts'
import { rateLimit } from '../../../../../src/policies/inbound/rate-limit/rate-limit.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import { ask, createGatewayFixture, functionRoute } from '../../../../support/gateway-fixture.ts'
import { createWorld, headerOf, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close()
})

function worldAt(now?: () => number): World {
  const world = createWorld(now === undefined ? {} : { now })
  open.push(world)
  return world
}

describe('over HTTP', () => {
  it('refuses with 429 and Retry-After once the limit is reached, each caller by itself', async () => {
    const world = worldAt()
    const policy = createPolicy(rateLimit, { rateLimitBy: 'user', requestsAllowed: 2 }, world)
    const as = (sub: string) => judge(policy, world, { user: { sub, data: {} } })
    expect([(await as('ada')).reply, (await as('ada')).reply, (await as('bob')).reply]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    const { reply } = await as('ada')
    expect([reply?.status, headerOf(reply, 'content-type')]).toEqual([429, 'application/problem+json'])
    expect(Number(headerOf(reply, 'retry-after'))).toBeGreaterThan(3_590)
    expect(reply?.body).toContain('The limit is 2 in 60 minutes.')
    expect(await world.services.storage.list('', 10)).toEqual([
      expect.stringMatching(/^limit:[\w-]{43}$/),
      expect.stringMatching(/^limit:[\w-]{43}$/),
    ])
  })

  it('counts addresses, or everyone together, and callers nobody knows by their address', async () => {
    const world = worldAt()
    const by = (rateLimitBy: string, name = rateLimitBy) =>
      createPolicy(
        rateLimit,
        { rateLimitBy, requestsAllowed: 1 },
        { ...world, setup: { ...world.setup, name } },
      )
    for (const policy of [by('ip'), by('user')]) {
      const statuses = []
      for (const clientAddress of ['192.0.2.1', '192.0.2.2', '192.0.2.1'])
        statuses.push((await judge(policy, world, { clientAddress })).reply?.status)
      expect(statuses).toEqual([undefined, undefined, 429])
    }
    const all = by('all')
    expect((await judge(all, world, { clientAddress: '192.0.2.3' })).reply).toBeUndefined()
    expect((await judge(all, world, { clientAddress: '192.0.2.4' })).reply?.status).toBe(429)
  })

  it('says no time where headerMode is none', async () => {
    const world = worldAt()
    const options = { rateLimitBy: 'all', requestsAllowed: 1, headerMode: 'none' }
    const policy = createPolicy(rateLimit, options, world)
    await judge(policy, world)
    expect(headerOf((await judge(policy, world)).reply, 'retry-after')).toBe('')
  })

  it('lets pass while the store is away and says so in the log, or fails where that is wanted', async () => {
    const world = worldAt()
    const storage = { ...world.services.storage, admit: () => Promise.reject(new Error('away')) }
    const broken: World = { ...world, setup: { ...world.setup, services: { ...world.services, storage } } }
    const lenient = createPolicy(rateLimit, { rateLimitBy: 'all' }, broken)
    expect((await judge(lenient, world)).reply).toBeUndefined()
    expect(world.records).toMatchObject([{ level: 'warn', fields: { policy: 'guard', error: 'away' } }])
    const strict = createPolicy(rateLimit, { rateLimitBy: 'all', throwOnFailure: true }, broken)
    await expect(judge(strict, world)).rejects.toThrow('away')
  })

  it('asks a function of the project, which may skip a request or set its own limit', async () => {
    const world = worldAt()
    const identify = (request: Request): unknown => {
      const tenant = request.headers.get('x-tenant')
      return Promise.resolve(tenant === null ? undefined : { key: tenant, requestsAllowed: 1 })
    }
    const withModule: World = { ...world, setup: { ...world.setup, findExport: () => identify } }
    const options = { rateLimitBy: 'function', identifier: { module: './modules/m', export: 'identify' } }
    const policy = createPolicy(rateLimit, options, withModule)
    const statusOf = async (headers: Record<string, string>) =>
      (await judge(policy, world, { headers })).reply?.status
    expect(await statusOf({ 'x-tenant': 'a' })).toBeUndefined()
    expect(await statusOf({ 'x-tenant': 'a' })).toBe(429)
    expect([await statusOf({}), await statusOf({}), await statusOf({})]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    createPolicy(rateLimit, options, world)
    expect(world.problems).toMatchObject([{ severity: 'error', code: 'SALLYPORT_LIMIT_NO_IDENTIFIER' }])
  })

  it('never admits more than a log of everything would, whenever requests come', async () => {
    const arrivals = fc.array(fc.nat(400), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), arrivals, async (requestsAllowed, pauses) => {
        let now = 0
        const world = createWorld({ now: () => now })
        const storage = createMemoryStorage({ now: () => now })
        const setup = { ...world.setup, services: { ...world.services, storage } }
        const options = { rateLimitBy: 'all', requestsAllowed, timeWindowMinutes: 1 / 60 }
        const policy = createPolicy(rateLimit, options, { ...world, setup })
        const admitted: number[] = []
        for (const pause of pauses) {
          now += pause
          const held = admitted.filter((at) => at > now - 1000).length
          const { reply } = await judge(policy, world)
          expect(reply === undefined).toBe(held < requestsAllowed)
          if (reply === undefined) admitted.push(now)
        }
        await world.close()
      }),
      { numRuns: 50 },
    )
  })
})

describe('on an MCP route', () => {
  const entry = (options: object) => ({
    name: 'limit',
    policyType: 'rate-limit-inbound',
    handler: { module: '$import(@zuplo/runtime)', export: 'RateLimitInboundPolicy', options },
  })
  const shop = async (options: object) => {
    const operations = ['readBook', 'addBook'].map((id) => ({ file: './config/routes.oas.json', id }))
    const handler = {
      module: '$import(@zuplo/runtime)',
      export: 'mcpServerHandler',
      options: { operations },
    }
    const fixture = await createGatewayFixture({
      paths: {
        '/read': { get: { operationId: 'readBook', ...functionRoute('handle') } },
        '/add': { get: { operationId: 'addBook', ...functionRoute('handle') } },
        '/mcp': {
          post: { 'x-zuplo-route': { corsPolicy: 'none', handler, policies: { inbound: ['limit'] } } },
        },
      },
      policies: [entry({ rateLimitBy: 'all', ...options })],
      modules: { './modules/m': { handle: () => ({ title: 'Emma' }) } },
      catalog: { handlers: [mcpServer], policies: [rateLimit] },
    })
    open.push(fixture)
    return async (...names: string[]): Promise<unknown[]> => {
      const messages = names.map((name, id) =>
        name === 'ping'
          ? { jsonrpc: '2.0', id, method: 'ping' }
          : { jsonrpc: '2.0', id, method: 'tools/call', params: { name } },
      )
      const headers = { 'mcp-protocol-version': '2025-03-26' }
      const response = await ask(fixture, '/mcp', { method: 'POST', headers, body: JSON.stringify(messages) })
      const answers = (await response.json()) as { result?: { isError?: boolean; _meta?: unknown } }[]
      return Array.isArray(answers)
        ? answers.map(({ result }) => result?.isError ?? false)
        : [response.status]
    }
  }

  it('counts each call of a batch, and nothing else', async () => {
    const post = await shop({ requestsAllowed: 3 })
    expect(await post('ping', 'ping', 'ping', 'ping')).toEqual([false, false, false, false])
    expect(await post('readBook', 'ping', 'addBook')).toEqual([false, false, false])
    expect(await post('readBook', 'readBook', 'ping')).toEqual([false, true, false])
  })

  it('counts each tool by itself, or gives one a limit of its own', async () => {
    const each = await shop({ requestsAllowed: 1, perTool: true })
    expect(await each('readBook', 'addBook', 'readBook', 'addBook')).toEqual([false, false, true, true])
    const own = await shop({ requestsAllowed: 3, tools: { addBook: { requestsAllowed: 1 } } })
    expect(await own('addBook', 'addBook', 'addBook', 'readBook')).toEqual([false, true, true, false])
    expect(await own('readBook', 'readBook')).toEqual([false, true])
  })

  it('counts posts where that is wanted', async () => {
    const post = await shop({ requestsAllowed: 1, mcpCounts: 'posts' })
    expect(await post('readBook', 'readBook')).toEqual([false, false])
    expect(await post('ping')).toEqual([429])
  })
})
