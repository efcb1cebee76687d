import { describe, expect, test } from 'vitest'
import { readTraceContext } from '../../../../src/mcp/protocol/trace-context.ts'

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01'

test('a valid trace context is taken as it stands', () => {
  const meta = {
    traceparent,
    tracestate: 'rojo=00f067aa0ba902b7,congo@vendor=t61rcWkgMzE',
    baggage: 'userId=alice;ttl=5;secure,region=eu%20west',
  }
  expect(readTraceContext(meta)).toEqual(meta)
})

test('without one there is nothing to carry on', () => {
  expect(readTraceContext({})).toEqual({})
  expect(readTraceContext({ tracestate: 'rojo=1' })).toEqual({})
})

describe('what is not valid is left out', () => {
  test.each([
    traceparent.toUpperCase(),
    traceparent.replace('00-', 'ff-'),
    `${traceparent}-more`,
    traceparent.replace('0af7651916cd43dd8448eb211c80319c', '0'.repeat(32)),
    traceparent.replace('00f067aa0ba902b7', '0'.repeat(16)),
    `${traceparent}\r\nx-admin: 1`,
    '',
    5,
  ])('traceparent %j', (value) => {
    expect(readTraceContext({ traceparent: value, tracestate: 'rojo=1' })).toEqual({})
  })

  test.each(['rojo', 'Rojo=1', 'rojo=a=b', 'rojo=1,', 'rojo=1\r\nx: 1', 'a=b,'.repeat(200), 5])(
    'tracestate %j',
    (tracestate) => {
      expect(readTraceContext({ traceparent, tracestate })).toEqual({ traceparent })
    },
  )

  test.each(['userId', 'a=b c', 'a="b"', 'a=b,,c=d', 'a=b\r\nx: 1', 'a=b;c d', 5])(
    'baggage %j',
    (baggage) => {
      expect(readTraceContext({ baggage })).toEqual({})
    },
  )
})

test('a later version may add to the format', () => {
  const later = `${traceparent.replace('00-', '01-')}-what-the-future-brings`
  expect(readTraceContext({ traceparent: later })).toEqual({ traceparent: later })
})
