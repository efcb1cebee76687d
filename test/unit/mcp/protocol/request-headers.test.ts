import { expect, test } from 'vitest'
import type { RpcRequest } from '../../../../src/mcp/protocol/json-rpc.ts'
import { findArgumentMismatch, findHeaderMismatch } from '../../../../src/mcp/protocol/request-headers.ts'
import { shows } from '../../../support/shows.ts'

const version = '2026-07-28'

function request(method: string, params: Record<string, unknown> = {}): RpcRequest {
  return { kind: 'request', id: 1, method, params }
}

const call = (name: unknown): RpcRequest => request('tools/call', { name })
const headers = (name?: string) => ({
  'mcp-protocol-version': version,
  'mcp-method': 'tools/call',
  ...(name === undefined ? {} : { 'mcp-name': name }),
})
const encode = (text: string): string => `=?base64?${Buffer.from(text).toString('base64')}?=`

test('headers that mirror the body pass', () => {
  expect(findHeaderMismatch(call('add'), version, headers('add'))).toBeUndefined()
  const list = { 'mcp-protocol-version': version, 'mcp-method': 'tools/list' }
  expect(findHeaderMismatch(request('tools/list'), version, list)).toBeUndefined()
})

shows('A9', 'a missing or differing header is named', () => {
  const { 'mcp-protocol-version': _, ...noVersion } = headers('add')
  const { 'mcp-method': __, ...noMethod } = headers('add')
  expect(findHeaderMismatch(call('add'), version, noVersion)).toMatch(
    /MCP-Protocol-Version header is missing/,
  )
  expect(findHeaderMismatch(call('add'), version, noMethod)).toMatch(/Mcp-Method header is missing/)
  expect(findHeaderMismatch(call('add'), version, headers())).toMatch(/Mcp-Name header is missing/)
  expect(findHeaderMismatch(call('add'), '2027-01-01', headers('add'))).toMatch(
    /MCP-Protocol-Version.*differ/,
  )
  expect(findHeaderMismatch(request('tools/list'), version, headers())).toMatch(/Mcp-Method.*differ/)
  expect(findHeaderMismatch(call('add'), version, headers('Add'))).toMatch(/Mcp-Name.*differ/)
  expect(findHeaderMismatch(call(undefined), version, headers('add'))).toMatch(/Mcp-Name.*differ/)
})

shows('A9', 'an encoded name is decoded before it is compared', () => {
  for (const name of ['böcker', ' a ', 'a\nb', '=?base64?x?=', '\ufeffa', '']) {
    expect(findHeaderMismatch(call(name), version, headers(encode(name)))).toBeUndefined()
    expect(findHeaderMismatch(call(`${name}!`), version, headers(encode(name)))).toMatch(/differ/)
  }
  for (const broken of ['=?base64?§?=', '=?base64?//8=?=', '=?base64?a?=']) {
    expect(findHeaderMismatch(call('a'), version, headers(broken))).toMatch(/not valid Base64/)
  }
})

test('resources are named by their uri, and an inherited name of a method means nothing', () => {
  const read = request('resources/read', { uri: 'file:///a' })
  const given = { ...headers('file:///a'), 'mcp-method': 'resources/read' }
  expect(findHeaderMismatch(read, version, given)).toBeUndefined()
  const odd = { ...headers(), 'mcp-method': 'constructor' }
  expect(findHeaderMismatch(request('constructor'), version, odd)).toBeUndefined()
})

const mirrored = [
  { argument: 'region', header: 'Region', field: 'mcp-param-region' },
  { argument: 'count', header: 'Count', field: 'mcp-param-count' },
]

test.each([
  [{ region: 'eu' }, { 'mcp-param-region': 'eu' }],
  [{ region: 'é' }, { 'mcp-param-region': encode('é') }],
  [{ region: '' }, { 'mcp-param-region': encode('') }],
  [{ count: 42 }, { 'mcp-param-count': '42.0' }],
  [
    { region: 'eu', count: 1 },
    { 'mcp-param-region': 'eu', 'mcp-param-count': '1' },
  ],
  [{ region: null }, {}],
  [{}, { 'mcp-param-region': 'eu' }],
  [{ region: { a: 1 } }, {}],
  [undefined, {}],
])('A24: arguments %j are mirrored by %j', (args, given) => {
  expect(findArgumentMismatch(mirrored, args, given)).toBeUndefined()
})

test.each([
  [{ region: 'eu' }, {}, 'The Mcp-Param-Region header is missing.'],
  [
    { region: 'eu' },
    { 'mcp-param-region': 'us' },
    'The Mcp-Param-Region header and the argument "region" differ.',
  ],
  [
    { region: 'eu' },
    { 'mcp-param-region': 'EU' },
    'The Mcp-Param-Region header and the argument "region" differ.',
  ],
  [
    { count: 42 },
    { 'mcp-param-count': '0x2a' },
    'The Mcp-Param-Count header and the argument "count" differ.',
  ],
  [{ count: 42 }, { 'mcp-param-count': '' }, 'The Mcp-Param-Count header and the argument "count" differ.'],
  [
    { region: 'a' },
    { 'mcp-param-region': '=?base64?YQ?=' },
    'The Mcp-Param-Region header is not valid Base64 of UTF-8 text.',
  ],
  [
    { region: 'a' },
    { 'mcp-param-region': '=?base64?/w==?=' },
    'The Mcp-Param-Region header is not valid Base64 of UTF-8 text.',
  ],
])('A24: arguments %j are not mirrored by %j', (args, given, problem) => {
  expect(findArgumentMismatch(mirrored, args, given)).toBe(problem)
})
