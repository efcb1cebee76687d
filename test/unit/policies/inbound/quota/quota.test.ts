import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { moduleContextOf, type ModuleContext } from '../../../../../src/gateway/facade/module-context.ts'
import { mcpServer } from '../../../../../src/handlers/mcp-server/mcp-server.ts'
import { quota } from '../../../../../src/policies/inbound/quota/quota.ts'
import { QuotaInboundPolicy } from '../../../../../src/runtime-api/quota-inbound-policy.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import { ask, createGatewayFixture, functionRoute } from '../../../../support/gateway-fixture.ts'
import {
  contextOf,
  createWorld,
  exchangeWith,
  headerOf,
  type World,
} from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close()
})

const began = Date.UTC(2027, 0, 31, 12)
const hour = 3_600_000

/** Surroundings whose clock a test moves; the store goes by it too. */
function worldWithClock(): { world: World; clock: { now: number } } {
  const clock = { now: began }
  const now = (): number => clock.now
  const world = createWorld({ now })
  open.push(world)
  const services = { ...world.services, storage: createMemoryStorage({ now }) }
  return { world: { ...world, services, setup: { ...world.setup, services } }, clock }
}

const monthly = { period: 'monthly', quotaBy: 'user', allowances: { requests: 2 } }

describe('over HTTP', () => {
  it('refuses with 429 until the period of the caller ends, which began with its first request', async () => {
    const { world, clock } = worldWithClock()
    const policy = createPolicy(quota, monthly, world)
    const as = (sub: string) => judge(policy, world, { user: { sub, data: {} } })
    expect([(await as('ada')).reply, (await as('ada')).reply]).toEqual([undefined, undefined])
    clock.now = Date.UTC(2027, 1, 28, 11, 59, 30)
    const { reply } = await as('ada')
    expect([reply?.status, headerOf(reply, 'retry-after')]).toEqual([429, '30'])
    expect(reply?.body).toContain(
      'The monthly quota of 2 requests is used up; the next period begins at 2027-02-28T12:00:00.000Z.',
    )
    expect((await as('bob')).reply).toBeUndefined()
    clock.now += 30_000
    expect((await as('ada')).reply).toBeUndefined()
    expect(await world.services.storage.list('', 10)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^limit:[\w-]{43}$/)]),
    )
  })

  it('gives back what was taken when the status of the answer does not count', async () => {
    const { world } = worldWithClock()
    const policy = createPolicy(quota, monthly, world)
    const answerWith = async (status: number): Promise<number | undefined> => {
      const { reply, context } = await judge(policy, world)
      await context.settle(status)
      return reply?.status
    }
    for (const status of [500, 404, 302, 200, 401, 204]) expect(await answerWith(status)).toBeUndefined()
    expect(await answerWith(200)).toBe(429)
  })

  it('lets pass however much was used where that is wanted, and counts it', async () => {
    const { world } = worldWithClock()
    const free = createPolicy(quota, { ...monthly, allowRequestsOverQuota: true }, world)
    for (let round = 0; round < 3; round++) expect((await judge(free, world)).reply).toBeUndefined()
    expect((await judge(createPolicy(quota, monthly, world), world)).reply?.status).toBe(429)
  })

  it('asks functions of the project who the caller is, what it may use, and when its periods begin', async () => {
    const { world, clock } = worldWithClock()
    const functions: Record<string, (request: Request) => unknown> = {
      getQuotaDetail: (request) => {
        const key = request.headers.get('x-tenant')
        return Promise.resolve(key === null ? undefined : { key, allowances: { requests: 1 } })
      },
      getAnchorDate: () => new Date(began - 29.5 * 24 * hour),
    }
    const findExport = ({ export: name }: { export: string }): unknown => functions[name]
    const withModule = { ...world, setup: { ...world.setup, findExport } }
    const options = {
      period: 'daily',
      quotaBy: 'function',
      quotaAnchorMode: 'function',
      identifier: { module: './modules/quota' },
    }
    const policy = createPolicy(quota, options, withModule)
    const as = async (tenant?: string) => {
      const headers = tenant === undefined ? {} : { 'x-tenant': tenant }
      return (await judge(policy, world, { headers })).reply
    }
    expect([await as('a'), await as('b'), await as(), await as()]).toEqual(Array(4).fill(undefined))
    expect(headerOf(await as('a'), 'retry-after')).toBe(String(12 * 3600))
    clock.now += 12 * hour
    expect(await as('a')).toBeUndefined()
    createPolicy(quota, options, world)
    expect(world.problems).toMatchObject([
      { code: 'SALLYPORT_LIMIT_NO_IDENTIFIER', path: ['identifier', 'getQuotaDetailExport'] },
      { code: 'SALLYPORT_LIMIT_NO_IDENTIFIER', path: ['identifier', 'getAnchorDateExport'] },
    ])
  })

  it('lets pass while the store is away and says so in the log, or fails where that is wanted', async () => {
    const { world } = worldWithClock()
    const storage = { ...world.services.storage, increment: () => Promise.reject(new Error('away')) }
    const broken: World = { ...world, setup: { ...world.setup, services: { ...world.services, storage } } }
    expect((await judge(createPolicy(quota, monthly, broken), world)).reply).toBeUndefined()
    expect(world.records).toMatchObject([{ level: 'warn', fields: { policy: 'guard', error: 'away' } }])
    const strict = createPolicy(quota, { ...monthly, throwOnFailure: true }, broken)
    await expect(judge(strict, world)).rejects.toThrow('away')
  })

  it('admits what a list of all that counted would, whenever requests come and whatever becomes of them', async () => {
    const request = fc.record({ pause: fc.nat(20 * hour), status: fc.constantFrom(200, 204, 404, 500) })
    const period = fc.constantFrom('hourly' as const, 'daily' as const)
    const requests = fc.array(request, { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(period, fc.integer({ min: 1, max: 5 }), requests, async (name, allowance, steps) => {
        const { world, clock } = worldWithClock()
        const options = { period: name, quotaBy: 'user', allowances: { requests: allowance } }
        const policy = createPolicy(quota, options, world)
        const length = name === 'hourly' ? hour : 24 * hour
        let anchor: number | undefined
        let counted: number[] = []
        for (const { pause, status } of steps) {
          const before = clock.now
          clock.now += pause
          // A caller that stayed away for a whole period begins anew.
          const lastEnd =
            anchor === undefined ? 0 : anchor + (Math.floor((before - anchor) / length) + 2) * length
          if (anchor === undefined || clock.now >= lastEnd) [anchor, counted] = [clock.now, []]
          const start = anchor + Math.floor((clock.now - anchor) / length) * length
          const fits = counted.filter((at) => at >= start).length < allowance
          const { reply, context } = await judge(policy, world)
          expect(reply === undefined).toBe(fits)
          await context.settle(status)
          if (fits && status < 300) counted.push(clock.now)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('counts what modules say, before the request or after it', async () => {
    const { world } = worldWithClock()
    const policy = createPolicy(quota, { ...monthly, allowances: { tokens: 10 } }, world)
    const use = async (before: number | undefined, after: number): Promise<number | undefined> => {
      const exchange = exchangeWith()
      const context = contextOf(exchange, world.services)

      const facade = moduleContextOf(context, 1000)
      if (before !== undefined) QuotaInboundPolicy.setMeters(facade, { tokens: before })
      const reply = await policy.handle(exchange, context)
      QuotaInboundPolicy.setMeters(facade, { tokens: after })
      await context.settle(200)
      return reply?.status
    }
    expect(await use(8, 4)).toBeUndefined()
    // Four are used: seven more are known not to fit, six are.
    expect([await use(7, 7), await use(6, 5), await use(undefined, 5)]).toEqual([429, undefined, undefined])
    // Fourteen are used, more than allowed: nobody could know that before.
    expect(await use(undefined, 1)).toBe(429)
  })
})

describe('in a gateway', () => {
  const entry = (options: object) => ({
    name: 'quota',
    policyType: 'quota-inbound',
    handler: { module: '$import(@zuplo/runtime)', export: 'QuotaInboundPolicy', options },
  })
  const shop = async (options: object, onRoute: readonly string[] = []) => {
    const operations = ['readBook', 'breakBook'].map((id) => ({ file: './config/routes.oas.json', id }))
    const handler = {
      module: '$import(@zuplo/runtime)',
      export: 'mcpServerHandler',
      options: { operations },
    }
    const inbound = onRoute.length === 0 ? ['quota'] : []
    const policies = { inbound: onRoute }
    const fixture = await createGatewayFixture({
      paths: {
        '/read': { get: { operationId: 'readBook', ...functionRoute('handle', { policies }) } },
        '/break': { get: { operationId: 'breakBook', ...functionRoute('fail', { policies }) } },
        '/mcp': { post: { 'x-zuplo-route': { corsPolicy: 'none', handler, policies: { inbound } } } },
      },
      policies: [entry({ period: 'hourly', quotaBy: 'user', ...options })],
      modules: {
        './modules/m': {
          handle: (_request: unknown, context: ModuleContext) => {
            QuotaInboundPolicy.setMeters(context, { pages: 3 })
            return { title: 'Emma' }
          },
          fail: () => Promise.reject(new Error('torn')),
        },
      },
      catalog: { handlers: [mcpServer], policies: [quota] },
    })
    open.push(fixture)
    const call = async (name: string): Promise<{ isError?: boolean; text: string; meta: unknown }> => {
      const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name } }
      const headers = { 'mcp-protocol-version': '2025-06-18' }
      const response = await ask(fixture, '/mcp', { method: 'POST', headers, body: JSON.stringify(message) })
      const { result } = (await response.json()) as {
        result: { isError?: boolean; content: { text: string }[]; _meta?: unknown }
      }
      return { isError: result.isError ?? false, text: result.content[0]?.text ?? '', meta: result._meta }
    }
    return { call, get: async (path: string) => (await ask(fixture, path)).status }
  }

  it('counts tool calls that succeed, and tells the model when the period ends', async () => {
    const { call } = await shop({ allowances: { requests: 2 } })
    for (const name of ['readBook', 'breakBook', 'breakBook', 'readBook'])
      expect((await call(name)).text).not.toContain('quota')
    const refused = await call('readBook')
    expect(refused).toMatchObject({
      isError: true,
      meta: { 'sallyport/retryAfterSeconds': expect.any(Number) },
    })
    expect(refused.text).toMatch(
      /^The hourly quota of 2 requests is used up; the next period begins at \d{4}-.*Z\. Try again in /,
    )
  })

  it('counts each tool by itself, or gives one a quota of its own, of which refused calls take nothing', async () => {
    const each = await shop({ allowances: { requests: 1 }, perTool: true, quotaOnStatusCodes: '200-599' })
    expect((await each.call('readBook')).isError).toBe(false)
    expect((await each.call('breakBook')).text).not.toContain('quota')
    expect((await each.call('breakBook')).text).toContain('quota')
    const own = await shop({
      allowances: { requests: 3 },
      tools: { readBook: { allowances: { requests: 1 } } },
    })
    expect((await own.call('readBook')).isError).toBe(false)
    for (let round = 0; round < 5; round++) expect((await own.call('readBook')).text).toContain('quota of 1')
    expect((await own.call('breakBook')).text).not.toContain('quota')
  })

  it('counts on the MCP route what the route of the tool says of its call', async () => {
    const { call } = await shop({ allowances: { pages: 6 } })
    expect((await call('readBook')).isError).toBe(false)
    expect((await call('readBook')).isError).toBe(false)
    expect((await call('readBook')).text).toContain('quota of 6 pages')
  })

  it('on the route of a tool: what fails is given back, by HTTP and by tool call', async () => {
    const { call, get } = await shop({ allowances: { requests: 2 } }, ['quota'])
    expect([await get('/break'), await get('/read')]).toEqual([500, 200])
    expect((await call('breakBook')).text).not.toContain('quota')
    expect((await call('readBook')).isError).toBe(false)
    expect((await call('readBook')).text).toContain('quota of 2 requests')
    expect(await get('/read')).toBe(429)
  })
})
