import { expect, test } from 'vitest'
import { forwardHeaders } from '../../../../src/mcp/tools/forward-headers.ts'

const fixed = { accept: 'application/json', 'accept-encoding': 'identity' }

test("the caller's own fields go along, the credential among them", () => {
  const caller = {
    authorization: 'Bearer t',
    'x-tenant': 'blue',
    traceparent: '00-a-b-01',
    'user-agent': 'c/1',
  }
  expect(forwardHeaders(caller, {})).toEqual({ ...caller, ...fixed })
})

test('what belongs to the MCP request alone stays behind', () => {
  const names = [
    'host',
    'origin',
    'referer',
    'cookie',
    'connection',
    'keep-alive',
    'transfer-encoding',
    'content-length',
    'content-type',
    'content-encoding',
    'mcp-protocol-version',
    'mcp-session-id',
    'mcp-method',
    'if-none-match',
    'range',
    'sec-fetch-site',
    'last-event-id',
  ]
  expect(forwardHeaders(Object.fromEntries(names.map((name) => [name, 'x'])), {})).toEqual(fixed)
})

test('fields that Connection names stay behind', () => {
  const caller = { connection: 'close, X-Hop', 'x-hop': '1', 'x-end': '2' }
  expect(forwardHeaders(caller, {})).toEqual({ 'x-end': '2', ...fixed })
})

test('a caller cannot turn a tool into another operation', () => {
  expect(forwardHeaders({ 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' }, {})).toEqual(
    fixed,
  )
})

test("the plan's fields win, and neither side is changed", () => {
  const caller = { 'x-tenant': 'blue', cookie: 'a=b' }
  const planned = { 'x-tenant': 'red', 'content-type': 'application/json', cookie: 'session=1' }
  expect(forwardHeaders(caller, planned)).toEqual({ ...fixed, ...planned })
  expect(caller).toEqual({ 'x-tenant': 'blue', cookie: 'a=b' })
})
