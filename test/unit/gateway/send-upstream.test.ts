import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendUpstream } from '../../../src/gateway/send-upstream.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../../support/loopback-upstream.ts'
import { contextOf, createWorld, exchangeWith } from '../../support/policy-setup.ts'
import { RecordingTracer } from '../../support/recording-tracer.ts'

const world = createWorld()
let upstream: LoopbackUpstream
beforeAll(async () => {
  upstream = await startUpstream(echo)
})
afterAll(async () => {
  await upstream.close()
  await world.close()
})

const old = { traceparent: 'of the caller', tracestate: 'of=the-caller' }

async function send(tracer?: RecordingTracer, url = `${upstream.url}/books?key=canary`) {
  const context = contextOf(exchangeWith(), world.services)
  context.span = tracer?.startRequest('1', { name: 'POST', kind: 'server' })
  const reply = await sendUpstream(context, {
    method: 'GET',
    url,
    headers: { ...old },
    body: undefined,
    timeoutMs: 5_000,
  })
  return (JSON.parse(await reply.text(10_000)) as { headers: Record<string, string> }).headers
}

test('without a tracer nothing changes', async () => {
  expect(await send()).toMatchObject(old)
})

test('a traced request is a span and carries the trace, whose state is not that of another', async () => {
  const tracer = new RecordingTracer()
  const headers = await send(tracer)
  expect(headers['traceparent']).toContain('-0000000000000002-')
  expect(headers['tracestate']).toBeUndefined()
  expect(tracer.spans[1]).toMatchObject({
    name: 'GET',
    kind: 'client',
    isEnded: true,
    attributes: { 'url.full': `${upstream.url}/books`, 'http.response.status_code': 200 },
  })
})

test('an upstream that is not there fails the span', async () => {
  const tracer = new RecordingTracer()
  await expect(send(tracer, 'http://127.0.0.1:1/')).rejects.toThrow()
  expect(tracer.spans[1]).toMatchObject({ failure: 'SALLYPORT_UPSTREAM_UNREACHABLE', isEnded: true })
})
