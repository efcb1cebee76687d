import { afterEach, describe, expect, it } from 'vitest'
import { caching } from '../../../../../src/policies/inbound/caching/caching.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../../support/policy-setup.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'
import { createPolicy } from '../../../../support/token-policy.ts'

const open: (ShapingWorld | World)[] = []
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

async function start(status = 200, headers: Record<string, string> = {}): Promise<ShapingWorld> {
  let count = 0
  const world = await startShaping({
    inbound: [{ export: 'CachingInboundPolicy' }],
    serve: (_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify({ count: ++count }))
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
    expect(await countsOf(await start(500), {}, {})).toEqual([1, 2])
    expect(await countsOf(await start(200, { 'cache-control': 'private' }), {}, {})).toEqual([1, 2])
    const fresh = { headers: { 'cache-control': 'no-cache' } }
    expect(await countsOf(await start(), {}, fresh, {})).toEqual([1, 2, 1])
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
