import { expect, test } from 'vitest'
import { MeasuringTracer } from '../../../../src/plugins/otel-metrics/measuring-tracer.ts'

test('requests and MCP requests are measured, and nothing in between', () => {
  const seen: unknown[] = []
  let now = 0
  const tracer = new MeasuringTracer(
    {
      request: (attributes, seconds) => seen.push(['request', attributes, seconds]),
      operation: (attributes, seconds) => seen.push(['operation', attributes, seconds]),
    },
    () => now,
  )
  const request = tracer.startRequest('1', { name: 'POST', kind: 'server', attributes: { a: 1 } })
  const handler = request.start({ name: 'handler', kind: 'internal' })
  const attributes = { 'mcp.method.name': 'tools/call' }
  const call = handler.start({ name: 'tools/call', kind: 'server', attributes })
  now = 250
  call.fail('tool_error')
  call.end()
  handler.end()
  now = 500
  request.setAttributes({ b: 2 })
  request.end()
  expect(seen).toEqual([
    ['operation', { ...attributes, 'error.type': 'tool_error' }, 0.25],
    ['request', { a: 1, b: 2 }, 0.5],
  ])
  expect(request.traceHeaders).toEqual({})
})
