import { afterAll, expect, test } from 'vitest'
import { GatewayError } from '../../../src/foundation/errors.ts'
import {
  endRequestSpan,
  errorTypeOf,
  runInSpan,
  startRequestSpan,
} from '../../../src/gateway/trace-request.ts'
import { contextOf, createWorld, exchangeWith, routeAt } from '../../support/policy-setup.ts'
import { RecordingTracer } from '../../support/recording-tracer.ts'

const world = createWorld()
afterAll(() => world.close())

test('a request is told by its route, without query, headers and bodies', () => {
  const tracer = new RecordingTracer()
  const exchange = exchangeWith({
    path: '/books/1',
    search: '?key=canary',
    headers: { authorization: 'Bearer canary', 'user-agent': 'test' },
  })
  const span = startRequestSpan(tracer, exchange)
  const context = contextOf(exchange, world.services, routeAt('/books/{id}'))
  endRequestSpan(span, exchange, { status: 503, headers: {}, body: 'é' }, context)
  expect(tracer.spans).toMatchObject([
    {
      name: 'POST /books/{id}',
      failure: '503',
      isEnded: true,
      attributes: {
        'http.route': '/books/{id}',
        'url.path': '/books/1',
        'server.port': 9000,
        'http.response.body.size': 2,
        'user_agent.original': 'test',
      },
    },
  ])
  expect(JSON.stringify(tracer.spans)).not.toContain('canary')
})

test('work runs under its span, which ends with it, also when it waits or fails', async () => {
  const tracer = new RecordingTracer()
  const context = contextOf(exchangeWith(), world.services)
  const outer = tracer.startRequest('1', { name: 'POST', kind: 'server' })
  context.span = outer
  const begin = (name: string) => outer.start({ name, kind: 'internal' })
  const later = runInSpan(begin('later'), context, async () => {
    await Promise.resolve()
    return context.span?.start({ name: 'inside', kind: 'client' })
  })
  await later
  expect(context.span).toBe(outer)
  expect(tracer.spans.find(({ name }) => name === 'inside')?.parent).toBe('later')
  expect(() =>
    runInSpan(begin('thrown'), context, () => {
      throw new GatewayError('SALLYPORT_DISPATCH_TOO_DEEP')
    }),
  ).toThrow()
  const rejected = runInSpan(begin('rejected'), context, () => Promise.reject(new TypeError('canary')))
  await expect(rejected).rejects.toThrow('canary')
  expect(tracer.spans.filter(({ isEnded }) => isEnded).map(({ name, failure }) => [name, failure])).toEqual([
    ['later', undefined],
    ['thrown', 'SALLYPORT_DISPATCH_TOO_DEEP'],
    ['rejected', 'TypeError'],
  ])
  expect(errorTypeOf('canary')).toBe('_OTHER')
})
