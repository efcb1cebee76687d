import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, test } from 'vitest'
import { SdkTracer } from '../../../../src/plugins/open-telemetry/sdk-tracer.ts'

function createTracer() {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  return { exporter, tracer: new SdkTracer(provider.getTracer('test')) }
}

const remote = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` }

test('the trace of a caller goes on, with a state that is bounded', () => {
  const { tracer } = createTracer()
  const kept = tracer.startRequest('1', {
    name: 'GET',
    kind: 'server',
    remote: { ...remote, tracestate: 'a=1,b=2' },
  })
  expect(kept.traceHeaders.traceparent).toMatch(new RegExp(`^00-${'a'.repeat(32)}-[0-9a-f]{16}-01$`))
  expect(kept.traceHeaders.tracestate).toBe('a=1,b=2')
  const tracestate = Array.from({ length: 200 }, (_, index) => `vendor${index}=${'x'.repeat(20)}`).join(',')
  const cut = tracer.startRequest('2', { name: 'GET', kind: 'server', remote: { ...remote, tracestate } })
  expect(cut.traceHeaders.tracestate?.length ?? 0).toBeLessThanOrEqual(512)
})

test.each(['', 'nonsense', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`])(
  'a trace parent that is none (%j) begins a new trace',
  (traceparent) => {
    const { tracer } = createTracer()
    const span = tracer.startRequest('1', { name: 'GET', kind: 'server', remote: { traceparent } })
    expect(span.traceHeaders.traceparent).not.toContain('0'.repeat(32))
    expect(span.traceHeaders.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  },
)

test('a request is known by its id until it ends, and nothing is registered for the process', () => {
  const { tracer, exporter } = createTracer()
  const span = tracer.startRequest('request-1', { name: 'GET', kind: 'server' })
  const context = tracer.contextOf('request-1')
  expect(context === undefined ? undefined : trace.getSpanContext(context)?.traceId).toBe(
    span.traceHeaders.traceparent?.slice(3, 35),
  )
  span.fail('503')
  span.end()
  expect(tracer.contextOf('request-1')).toBeUndefined()
  expect(exporter.getFinishedSpans()).toMatchObject([{ name: 'GET', attributes: { 'error.type': '503' } }])
  expect(trace.getTracer('anyone').startSpan('x').isRecording()).toBe(false)
})
