import { afterEach, describe, expect, it } from 'vitest'
import { caching } from '../../../../../src/policies/inbound/caching/caching.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../../support/policy-setup.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'
import { createPolicy } from '../../../../support/token-policy.ts'

const open: (ShapingWorld | World)[] = []
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

interface Serving {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly options?: Record<string, unknown>
  readonly now?: () => number
  /** Before the upstream answers. */
  readonly pause?: (count: number) => Promise<void>
}

async function start({
  status = 200,
  headers = {},
  options = {},
  now,
  pause,
}: Serving = {}): Promise<ShapingWorld> {
  let count = 0
  const world = await startShaping({
    inbound: [{ export: 'CachingInboundPolicy', options }],
    ...(now === undefined ? {} : { now }),
    serve: (_, response) => {
      const mine = ++count
      void Promise.resolve(pause?.(mine)).then(() => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify({ count: mine }))
      })
    },
  })
  open.push(world)
  return world
}

async function countsOf(world: ShapingWorld, ...requests: RequestInit[]): Promise<number[]> {
  const counts: number[] = []
  for (const request of requests) {
    const response = await world.ask('', request)
    counts.push(((await response.json()) as { count: number }).count)
  }
  return counts
}

const as = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } })

describe('over HTTP', () => {
  it('gives an answer again to the same caller alone', async () => {
    expect(await countsOf(await start(), {}, {}, as('a'), as('b'), as('a'), {})).toEqual([1, 1, 2, 3, 2, 1])
  })

  it('keeps no failure, and nothing that the upstream or the caller wants fresh', async () => {
    expect(await countsOf(await start({ status: 500 }), {}, {})).toEqual([1, 2])
    expect(await countsOf(await start({ headers: { 'cache-control': 'private' } }), {}, {})).toEqual([1, 2])
    const fresh = { headers: { 'cache-control': 'no-cache' } }
    expect(await countsOf(await start(), {}, fresh, {})).toEqual([1, 2, 1])
  })
})

describe('requests that miss at the same moment', () => {
  it('wait for one that goes to the upstream', async () => {
    const world = await start()
    const answers = await Promise.all([1, 2, 3, 4].map(() => countsOf(world, {})))
    expect(answers.flat()).toEqual([1, 1, 1, 1])
  })

  it('go themselves where its answer is not for them', async () => {
    const secret = await start({ headers: { 'cache-control': 'no-store' } })
    const answers = await Promise.all([1, 2, 3].map(() => countsOf(secret, {})))
    expect(answers.flat().sort()).toEqual([1, 2, 3])
    const varied = await start({ headers: { vary: 'accept-language' } })
    const languages = ['de', 'sv'].map((language) => ({ headers: { 'accept-language': language } }))
    expect((await Promise.all(languages.map((request) => countsOf(varied, request)))).flat().sort()).toEqual([
      1, 2,
    ])
  })
})

describe('an answer that is stale', () => {
  const options = { expirationSecondsTtl: 10, staleWhileRevalidateSeconds: 20 }

  it.each([false, true])(
    'is given while one new one is fetched, in memory only: %s',
    async (useMemoryCacheOnly) => {
      let now = Date.now()
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => (release = resolve))
      const world = await start({
        options: { ...options, useMemoryCacheOnly },
        now: () => now,
        pause: async (count) => (count === 2 ? held : undefined),
      })
      expect(await countsOf(world, {})).toEqual([1])
      now += 15_000
      const stale = await world.ask()
      expect([stale.headers.get('age'), await stale.json()]).toEqual(['15', { count: 1 }])
      expect(await countsOf(world, {}, {})).toEqual([1, 1])
      release()
      await expect.poll(() => countsOf(world, {})).toEqual([2])
      now += 31_000
      expect(await countsOf(world, {})).toEqual([3])
    },
  )

  it('is renewed by the caller who finds it, in a tool call', async () => {
    let now = Date.now()
    const world = await start({ options, now: () => now })
    await world.call()
    now += 15_000
    expect((await world.call()).text).toBe('{"count":2}')
    expect((await world.call()).text).toBe('{"count":2}')
  })
})

describe('tool calls that enter a route with it', () => {
  it('fill the cache as well as read it', async () => {
    const world = await start()
    const calls = [await world.call(), await world.call()]
    expect(calls.map(({ text }) => text)).toEqual(['{"count":1}', '{"count":1}'])
  })
})

describe('tool calls of an MCP route', () => {
  it('keeps results of read-only tools by caller and arguments, and no error', async () => {
    const world = createWorld()
    open.push(world)
    const policy = createPolicy(caching, {}, world)
    const result = { content: [{ type: 'text', text: 'x' }] }
    const call = { tool: 'it', arguments: { a: 1, b: 2 }, annotations: { readOnlyHint: true } }
    const exchange = exchangeWith({ user: { sub: 'ada', data: {} } })
    const context = contextOf(exchange, world.services)
    await policy.handleToolResult?.({ ...result, isError: true }, call, exchange, context)
    expect(await policy.handleTool?.(call, exchange, context)).toBeUndefined()
    await policy.handleToolResult?.(result, call, exchange, context)
    const reordered = { ...call, arguments: { b: 2, a: 1 } }
    expect(await policy.handleTool?.(reordered, exchange, context)).toEqual({ kind: 'result', result })
    for (const other of [
      { ...call, arguments: { a: 2 } },
      { ...call, tool: 'x' },
      { ...call, annotations: {} },
    ])
      expect(await policy.handleTool?.(other, exchange, context)).toBeUndefined()
    const bob = exchangeWith({ user: { sub: 'bob', data: {} } })
    expect(await policy.handleTool?.(call, bob, context)).toBeUndefined()
  })
})
