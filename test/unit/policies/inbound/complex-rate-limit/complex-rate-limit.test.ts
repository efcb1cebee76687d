import * as fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { moduleContextOf, type ModuleContext } from '../../../../../src/gateway/facade/module-context.ts'
import { mcpServer } from '../../../../../src/handlers/mcp-server/mcp-server.ts'
import { complexRateLimit } from '../../../../../src/policies/inbound/complex-rate-limit/complex-rate-limit.ts'
import { ComplexRateLimitInboundPolicy } from '../../../../../src/runtime-api/complex-rate-limit-inbound-policy.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import { ask, createGatewayFixture, functionRoute } from '../../../../support/gateway-fixture.ts'
import {
  contextOf,
  createWorld,
  exchangeWith,
  headerOf,
  type World,
} from '../../../../support/policy-setup.ts'
import { createPolicy } from '../../../../support/token-policy.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close()
})

const began = 1_800_000_000_000

/** A policy on a clock of the test; `send` says increments before the policy and after it. */
function limited(options: object, findExport?: () => unknown) {
  const clock = { now: began }
  const now = (): number => clock.now
  const created = createWorld({ now })
  open.push(created)
  const services = { ...created.services, storage: createMemoryStorage({ now }) }
  const setup = { ...created.setup, services, ...(findExport === undefined ? {} : { findExport }) }
  const world: World = { ...created, services, setup }
  const policy = createPolicy(
    complexRateLimit,
    { rateLimitBy: 'user', timeWindowMinutes: 1, ...options },
    world,
  )
  const send = async (before: Record<string, number>, after?: Record<string, number>, sub = 'ada') => {
    const exchange = exchangeWith({ user: { sub, data: {} } })
    const context = contextOf(exchange, services)
    ComplexRateLimitInboundPolicy.setIncrements(moduleContextOf(context, 1000), before)
    const reply = await policy.handle(exchange, context)
    if (after !== undefined)
      ComplexRateLimitInboundPolicy.setIncrements(moduleContextOf(context, 1000), after)
    await context.settle(reply?.status ?? 200)
    return reply
  }
  return { clock, send, world }
}

it('refuses once one counter is full, and says which and until when', async () => {
  const { send, clock } = limited({ limits: { requests: 10, compute: 10 } })
  expect([await send({ compute: 6 }), await send({ compute: 4 }), await send({ compute: 0 })]).toEqual(
    Array(3).fill(undefined),
  )
  clock.now += 20_000
  const reply = await send({ compute: 1 })
  expect([reply?.status, headerOf(reply, 'retry-after')]).toEqual([429, '40'])
  expect(reply?.body).toContain('The limit of compute is 10 in a minute.')
  expect(await send({ compute: 10 }, undefined, 'bob')).toBeUndefined()
  clock.now += 40_000
  expect(await send({ compute: 10 })).toBeUndefined()
})

it('counts one where nothing was said', async () => {
  const { send } = limited({ limits: { requests: 2 } })
  expect([(await send({}))?.status, (await send({}))?.status, (await send({}))?.status]).toEqual([
    undefined,
    undefined,
    429,
  ])
})

it('counts what is said after the request was let pass against the next ones', async () => {
  const { send } = limited({ limits: { tokens: 10 } })
  expect(await send({}, { tokens: 25 })).toBeUndefined()
  expect((await send({ tokens: 1 }))?.status).toBe(429)
  expect(await send({ tokens: 0 })).toBeUndefined()
})

it('asks a function of the project, which may skip a request or set its own limits', async () => {
  const details: unknown[] = [
    { key: 'a', limits: { requests: 1 } },
    { key: 'a', limits: { requests: 1 } },
    undefined,
  ]
  const { send } = limited(
    {
      rateLimitBy: 'function',
      identifier: { module: './modules/m', export: 'identify' },
      limits: { requests: 9 },
    },
    () => () => Promise.resolve(details.shift()),
  )
  expect([(await send({}))?.status, (await send({}))?.status, (await send({}))?.status]).toEqual([
    undefined,
    429,
    undefined,
  ])
})

it('reports a function that is not there', () => {
  const { world } = limited({ rateLimitBy: 'function', limits: { requests: 1 } })
  expect(world.problems).toMatchObject([{ code: 'SALLYPORT_LIMIT_NO_IDENTIFIER' }])
})

it('admits what a log of everything would, whenever requests come and whatever they count', async () => {
  const request = fc.record({ pause: fc.nat(30_000), compute: fc.nat(6), late: fc.nat(8) })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(request, { minLength: 1, maxLength: 40 }),
      async (requests, compute, steps) => {
        const { send, clock } = limited({ limits: { requests, compute } })
        const log: { at: number; counter: string; count: number }[] = []
        const held = (counter: string): number =>
          log
            .filter((entry) => entry.counter === counter && entry.at > clock.now - 60_000)
            .reduce((sum, { count }) => sum + count, 0)
        for (const step of steps) {
          clock.now += step.pause
          const passesFirst = held('requests') + 1 <= requests
          const fits = passesFirst && (step.compute === 0 || held('compute') + step.compute <= compute)
          const reply = await send({ compute: step.compute }, { compute: step.late })
          expect(reply === undefined).toBe(fits)
          if (passesFirst) log.push({ at: clock.now, counter: 'requests', count: 1 })
          if (fits) log.push({ at: clock.now, counter: 'compute', count: Math.max(step.compute, step.late) })
        }
      },
    ),
    { numRuns: 60 },
  )
})

it('on an MCP route: counts what the route of a tool says of its call, and tells the model when to try again', async () => {
  const operations = [{ file: './config/routes.oas.json', id: 'readBook' }]
  const module = '$import(@zuplo/runtime)'
  const handler = { module, export: 'mcpServerHandler', options: { operations } }
  const options = { rateLimitBy: 'all', limits: { pages: 5 } }
  const fixture = await createGatewayFixture({
    paths: {
      '/read': { get: { operationId: 'readBook', ...functionRoute('handle') } },
      '/mcp': {
        post: { 'x-zuplo-route': { corsPolicy: 'none', handler, policies: { inbound: ['limits'] } } },
      },
    },
    policies: [
      {
        name: 'limits',
        policyType: 'complex-rate-limit-inbound',
        handler: { module, export: 'ComplexRateLimitInboundPolicy', options },
      },
    ],
    modules: {
      './modules/m': {
        handle: (_request: unknown, context: ModuleContext) => {
          ComplexRateLimitInboundPolicy.setIncrements(context, { pages: 3 })
          return { title: 'Emma' }
        },
      },
    },
    catalog: { handlers: [mcpServer], policies: [complexRateLimit] },
  })
  open.push(fixture)
  const call = async (): Promise<string> => {
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'readBook' } }
    const headers = { 'mcp-protocol-version': '2025-06-18' }
    const response = await ask(fixture, '/mcp', { method: 'POST', headers, body: JSON.stringify(message) })
    const { result } = (await response.json()) as { result: { content: { text: string }[] } }
    return result.content[0]?.text ?? ''
  }
  expect([await call(), await call()].join()).not.toContain('limit')
  expect(await call()).toMatch(/^Too many tool calls\. The limit of pages is 5 in 60 minutes\. Try again in /)
})
