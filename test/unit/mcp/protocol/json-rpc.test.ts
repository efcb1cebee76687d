import { expect, test } from 'vitest'
import {
  acceptedReply,
  errorText,
  methodNotAllowed,
  parseMessage,
  resultText,
  rpcReply,
} from '../../../../src/mcp/protocol/json-rpc.ts'
import { shows } from '../../../support/shows.ts'

const call = { jsonrpc: '2.0', id: 1, method: 'ping' }

test('requests, notifications and responses are told apart', () => {
  expect(parseMessage({ ...call, params: { a: 1 } })).toEqual({
    ok: true,
    value: { kind: 'request', id: 1, method: 'ping', params: { a: 1 } },
  })
  expect(parseMessage({ jsonrpc: '2.0', method: 'a' })).toMatchObject({
    value: { kind: 'notification', method: 'a', params: {} },
  })
  expect(parseMessage({ jsonrpc: '2.0', id: 1, result: {} })).toMatchObject({ value: { kind: 'response' } })
})

shows('A7', 'whatever id can be read is echoed, text as text and number as number', () => {
  for (const id of ['', '0', 'é"\\', 0, -1, 1.5, Number.MAX_SAFE_INTEGER]) {
    expect(parseMessage({ ...call, id })).toMatchObject({ ok: true, value: { id } })
    expect(JSON.parse(resultText(id, '{}'))).toEqual({ jsonrpc: '2.0', id, result: {} })
    expect(parseMessage({ id, method: 'ping' })).toMatchObject({ ok: false, error: { id } })
  }
})

test.each([
  ['no object', 'text', -32600],
  ['null', null, -32600],
  ['another version', { ...call, jsonrpc: '1.0' }, -32600],
  ['an id that is null', { ...call, id: null }, -32600],
  ['an id that is an object', { ...call, id: {} }, -32600],
  ['an id that a number cannot hold', { ...call, id: 2 ** 60 }, -32600],
  ['no method', { jsonrpc: '2.0', id: 1 }, -32600],
  ['a method that is a number', { ...call, method: 5 }, -32600],
  ['params that are a list', { ...call, params: [] }, -32602],
  ['params that are null', { ...call, params: null }, -32602],
])('%s is refused', (_, value, code) => {
  expect(parseMessage(value)).toMatchObject({ ok: false, error: { error: { status: 400, code } } })
})

test('an error without a readable id has none, and data only when given', () => {
  const error = { status: 400, code: -32600, message: 'No.' }
  expect(JSON.parse(errorText(undefined, error))).toEqual({
    jsonrpc: '2.0',
    error: { code: -32600, message: 'No.' },
  })
  expect(JSON.parse(errorText(3, { ...error, data: { a: 1 } }))).toMatchObject({
    id: 3,
    error: { data: { a: 1 } },
  })
})

shows('A4', 'answers are one JSON document', () => {
  expect(rpcReply(200, '{}')).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
})

shows('A5', 'an accepted message is answered with 202 and no body', () => {
  expect(acceptedReply()).toEqual({ status: 202, headers: {}, body: undefined })
})

shows('A32', 'other methods than POST are answered with 405 and what is allowed', () => {
  const reply = methodNotAllowed()
  expect(reply).toMatchObject({ status: 405, headers: { allow: 'POST' } })
  expect(reply.body).toMatch(/^\{"jsonrpc":"2\.0","error":\{"code":-32600,/)
})
