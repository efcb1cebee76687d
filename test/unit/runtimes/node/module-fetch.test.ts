import { afterAll, beforeAll, expect, test } from 'vitest'
import { createModuleFetch } from '../../../../src/runtimes/node/module-fetch.ts'
import { createSpanScope } from '../../../../src/runtimes/node/span-scope.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../../../support/loopback-upstream.ts'
import { RecordingTracer } from '../../../support/recording-tracer.ts'

let upstream: LoopbackUpstream
beforeAll(async () => {
  upstream = await startUpstream(echo)
})
afterAll(() => upstream.close())

const scope = createSpanScope()
const moduleFetch = createModuleFetch(scope)

function traced<T>(tracer: RecordingTracer, work: () => T): T {
  return scope.run(tracer.startRequest('1', { name: 'GET', kind: 'server' }), work)
}

test('sends what it was given, and the trace where there is one', async () => {
  const tracer = new RecordingTracer()
  const plain = (await (await moduleFetch(upstream.url)).json()) as { headers: Record<string, string> }
  expect(plain.headers['traceparent']).toBeUndefined()
  const request = new Request(`${upstream.url}/a`, { method: 'PUT', body: 'text', headers: { 'x-a': '1' } })
  const seen = (await (await traced(tracer, () => moduleFetch(request))).json()) as Record<string, unknown>
  expect(seen).toMatchObject({ method: 'PUT', url: '/a', body: 'text', headers: { 'x-a': '1' } })
  expect(seen['headers']).toHaveProperty('traceparent')
  expect(tracer.spans[1]).toMatchObject({ name: 'PUT', isEnded: true })
})

test('what is no URL fails as it always does', async () => {
  await expect(traced(new RecordingTracer(), () => moduleFetch('not a url'))).rejects.toThrow(TypeError)
})
