import { expect, test } from 'vitest'
import { combineTracers } from '../../../src/telemetry/combine-tracers.ts'
import { RecordingTracer } from '../../support/recording-tracer.ts'

const start = { name: 'GET', kind: 'server' } as const

test('none is none, and one is itself', () => {
  const one = new RecordingTracer()
  expect(combineTracers([])).toBeUndefined()
  expect(combineTracers([one])).toBe(one)
})

test('each of several sees everything', () => {
  const tracers = [new RecordingTracer(), new RecordingTracer()]
  const span = combineTracers(tracers)?.startRequest('1', start)
  const child = span?.start({ name: 'policy a', kind: 'internal', attributes: { a: 1 } })
  child?.setAttributes({ b: 2 })
  child?.fail('TypeError')
  child?.end()
  span?.rename('GET /books')
  span?.end()
  for (const { spans } of tracers)
    expect(spans).toEqual([
      expect.objectContaining({ name: 'GET /books', isEnded: true, failure: undefined }),
      expect.objectContaining({ parent: 'GET', attributes: { a: 1, b: 2 }, failure: 'TypeError' }),
    ])
  expect(span?.traceHeaders.traceparent).toContain('-0000000000000001-')
})
