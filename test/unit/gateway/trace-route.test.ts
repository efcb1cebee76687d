import { afterAll, expect, test } from 'vitest'
import type { Reply } from '../../../src/gateway/exchange.ts'
import type { Handler } from '../../../src/gateway/handler.ts'
import { traceInnerRoute, traceRoute } from '../../../src/gateway/trace-route.ts'
import { contextOf, createWorld, exchangeWith, routeAt } from '../../support/policy-setup.ts'
import { RecordingTracer } from '../../support/recording-tracer.ts'

const world = createWorld()
afterAll(() => world.close())

const handler: Handler = Object.assign(() => ({ status: 200, headers: {}, body: 'ok' }), {
  asksToolPolicies: true as const,
})
const route = {
  definition: routeAt('/mcp'),
  inbound: [{ name: 'first', handle: () => undefined }],
  outbound: [{ name: 'last', handle: (reply: Reply) => reply }],
  handler,
  cors: undefined,
  forwardsAuthorization: false,
}

test('each part of a route works under a span, and keeps what it says of itself', async () => {
  const tracer = new RecordingTracer()
  const entered: string[] = []
  const scope = {
    run: <T>(_span: unknown, work: () => T): T => {
      entered.push('module')
      return work()
    },
    current: () => undefined,
  }
  const traced = traceRoute(route, { scope, isModule: (name) => name === 'first' })
  const exchange = exchangeWith()
  const context = contextOf(exchange, world.services)
  context.span = tracer.startRequest('1', { name: 'POST', kind: 'server' })
  await traced.inbound[0]?.handle(exchange, context)
  const reply = await traced.handler(exchange, context)
  await traced.outbound[0]?.handle(reply, exchange, context)
  expect(tracer.spans.slice(1).map(({ name, parent }) => [name, parent])).toEqual([
    ['policy first', 'POST'],
    ['handler mcpServerHandler', 'POST'],
    ['policy last', 'POST'],
  ])
  expect(traced.handler.asksToolPolicies).toBe(true)
  expect(entered).toEqual(['module'])
})

test('an inner route is a span that fails with its answer', async () => {
  const tracer = new RecordingTracer()
  const context = contextOf(exchangeWith(), world.services, routeAt('/books/{id}'))
  const outer = tracer.startRequest('1', { name: 'POST', kind: 'server' })
  await traceInnerRoute(outer, context, async () => ({ status: 502, headers: {}, body: undefined }))
  expect(tracer.spans[1]).toMatchObject({ name: 'POST /books/{id}', failure: '502', isEnded: true })
})
