import fc from 'fast-check'
import { afterAll, afterEach, expect, test } from 'vitest'
import { metaKeys } from '../../../../src/mcp/protocol/revisions.ts'
import { createMcpWorld, modernHeaders, modernMessage, type McpWorld } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const world = createMcpWorld()
const others: McpWorld[] = []
afterEach(async () => {
  for (const other of others.splice(0)) await other.close()
})
afterAll(() => world.close())

const ping = (id: unknown) => ({ jsonrpc: '2.0', id, method: 'ping' })

shows('A1', 'one endpoint serves both eras', async () => {
  expect((await world.legacy('tools/list')).status).toBe(200)
  expect((await world.modern('tools/list')).status).toBe(200)
})

shows('A4', 'the answer is JSON whatever the client accepts or says it sends', async () => {
  for (const headers of [
    {},
    { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded' },
    { accept: 'text/event-stream' },
    { accept: 'application/json, text/event-stream', 'content-type': 'application/json' },
  ]) {
    const answer = await world.post(ping('0'), headers)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } })
    expect(answer.text).toBe('{"jsonrpc":"2.0","id":"0","result":{}}')
  }
})

shows('A2', 'a foreign web origin is refused before anything is read', async () => {
  const { status, json } = await world.post('{', { origin: 'https://evil.example' })
  expect({ status, error: json.error?.code, hasId: 'id' in json }).toEqual({
    status: 403,
    error: -32600,
    hasId: false,
  })
  expect((await world.post(ping(1), { origin: 'http://localhost:6274' })).status).toBe(200)
  const open = createMcpWorld(undefined, undefined, {
    corsAllows: (origin) => origin === 'https://app.example',
  })
  others.push(open)
  expect((await open.post(ping(1), { origin: 'https://app.example' })).status).toBe(200)
})

test.each(['', '{', 'undefined', '{"a":}', '\u0000'])(
  'a body that is no JSON (%j) is refused with 400',
  async (body) => {
    expect(await world.post(body)).toMatchObject({ status: 400, json: { error: { code: -32700 } } })
  },
)

shows('A5', 'notifications are accepted in both eras, whether known or not', async () => {
  const messages: [Record<string, unknown>, Record<string, string>][] = [
    [{ jsonrpc: '2.0', method: 'notifications/initialized' }, {}],
    [
      { jsonrpc: '2.0', method: 'notifications/unknown', params: {} },
      { 'mcp-protocol-version': '2025-11-25' },
    ],
    [{ jsonrpc: '2.0', method: 'notifications/cancelled' }, { 'mcp-protocol-version': '2026-07-28' }],
    [{ jsonrpc: '2.0', id: 1, result: {} }, {}],
  ]
  for (const [message, headers] of messages) {
    const answer = await world.post(message, headers)
    expect(answer).toMatchObject({ status: 202, text: '' })
  }
})

shows('A5', 'a notification that cannot be accepted is answered with an error status', async () => {
  const bad = { 'mcp-protocol-version': '1999-01-01' }
  expect((await world.post({ jsonrpc: '2.0', method: 'notifications/initialized' }, bad)).status).toBe(400)
  const response = await world.post(
    { jsonrpc: '2.0', id: 1, result: {} },
    { 'mcp-protocol-version': '2026-07-28' },
  )
  expect(response.status).toBe(400)
})

shows('A6', 'a batch is refused, unless the revision that knows them is named', async () => {
  for (const headers of [
    {},
    { 'mcp-protocol-version': '2025-06-18' },
    { 'mcp-protocol-version': '2026-07-28' },
  ]) {
    const answer = await world.post([ping(1)], headers)
    expect(answer).toMatchObject({ status: 400, json: { error: { code: -32600 } } })
    expect(answer.json.error?.message).toContain('2025-03-26')
  }
})

test('a batch of 2025-03-26 is answered with a list, in order', async () => {
  const headers = { 'mcp-protocol-version': '2025-03-26' }
  const messages = [ping(1), { jsonrpc: '2.0', method: 'notifications/initialized' }, ping('b'), 5]
  const answer = await world.post(messages, headers)
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toMatchObject([
    { id: 1, result: {} },
    { id: 'b', result: {} },
    { error: { code: -32600 } },
  ])
  const notified = await world.post([{ jsonrpc: '2.0', method: 'notifications/initialized' }], headers)
  expect(notified).toMatchObject({ status: 202, text: '' })
})

test.each([
  ['is empty', []],
  ['is long', Array.from({ length: 21 }, (_, id) => ping(id))],
  [
    'opens a handshake',
    [{ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-03-26' } }],
  ],
])('a batch that %s is refused', async (_, messages) => {
  const answer = await world.post(messages, { 'mcp-protocol-version': '2025-03-26' })
  expect(answer).toMatchObject({ status: 400, json: { error: { code: -32600 } } })
})

shows('A7', 'a refusal carries the id of its request', async () => {
  expect((await world.post({ id: 'x', method: 'ping' })).json).toMatchObject({
    id: 'x',
    error: { code: -32600 },
  })
  expect((await world.post({ jsonrpc: '2.0', id: 'x', method: 'ping', params: [] })).json.id).toBe('x')
  expect('id' in (await world.post({ jsonrpc: '2.0', id: null, method: 'ping' })).json).toBe(false)
})

test('the record holds no text of the caller that the server does not know', async () => {
  await world.post({ jsonrpc: '2.0', id: 1, method: 'secret-token-abc' })
  await world.post({ jsonrpc: '2.0', method: 'secret-token-abc' })
  await world.post({ jsonrpc: '2.0', id: 1, error: {} })
  const fields = world.contexts.slice(-3).map(({ recordFields }) => recordFields?.['mcpMethod'])
  expect(fields).toEqual(['unknown', 'notification', 'response'])
})

test('in debug mode every request is logged, without its arguments', async () => {
  const debug = createMcpWorld(undefined, undefined, { debugMode: true })
  others.push(debug)
  await debug.legacy('tools/call', { name: 'addBook', arguments: { title: 'a private title' } })
  expect(debug.world.records).toMatchObject([
    { message: 'mcp request', fields: { mcpMethod: 'tools/call', tool: 'addBook', era: 'legacy' } },
  ])
  expect(JSON.stringify(debug.world.records)).not.toContain('private')
})

/** Messages that are nearly right: each member is sometimes good, sometimes odd, sometimes missing. */
function nearMessages(): fc.Arbitrary<unknown> {
  const odd = fc.jsonValue({ maxDepth: 3 })
  const methods = [
    'initialize',
    'ping',
    'server/discover',
    'tools/list',
    'tools/call',
    '__proto__',
    'notifications/x',
  ]
  const meta = fc.record(
    {
      [metaKeys.protocolVersion]: fc.oneof(fc.constantFrom('2026-07-28', '2025-11-25', '2030-01-01'), odd),
      [metaKeys.clientCapabilities]: fc.oneof(fc.constant({}), odd),
    },
    { requiredKeys: [] },
  )
  const params = fc.record(
    {
      name: fc.oneof(fc.constantFrom('addBook', 'constructor'), odd),
      arguments: fc.oneof(fc.record({ title: fc.oneof(fc.string(), odd) }), odd),
      protocolVersion: odd,
      cursor: odd,
      _meta: fc.oneof(meta, odd),
    },
    { requiredKeys: [] },
  )
  const message = fc.record(
    {
      jsonrpc: fc.oneof({ weight: 5, arbitrary: fc.constant('2.0') }, odd),
      id: fc.oneof(fc.integer(), fc.string(), odd),
      method: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...methods) }, odd),
      params: fc.oneof({ weight: 5, arbitrary: params }, odd),
    },
    { requiredKeys: [] },
  )
  return fc.oneof({ weight: 8, arbitrary: message }, { weight: 1, arbitrary: fc.array(message) }, odd)
}

function nearHeaders(): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    {
      'mcp-protocol-version': fc.constantFrom('2026-07-28', '2025-11-25', '2025-03-26', 'x'),
      'mcp-method': fc.constantFrom('tools/call', 'tools/list', 'ping'),
      'mcp-name': fc.constantFrom('addBook', '=?base64?YWRkQm9vaw==?=', '=?base64?%?='),
    },
    { requiredKeys: [] },
  )
}

test('no body makes the server fail, and every answer is JSON-RPC', async () => {
  await fc.assert(
    fc.asyncProperty(nearMessages(), nearHeaders(), async (body, headers) => {
      const answer = await world.post(body, headers)
      expect(answer.status).toBeLessThan(500)
      if (answer.status === 202) {
        expect(answer.text).toBe('')
        return
      }
      const responses = Array.isArray(answer.json) ? (answer.json as unknown[]) : [answer.json]
      for (const response of responses) {
        const { jsonrpc, result, error } = response as Record<string, unknown>
        expect(jsonrpc).toBe('2.0')
        expect((result === undefined) !== (error === undefined)).toBe(true)
      }
    }),
    { numRuns: 1500 },
  )
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      expect((await world.post(text)).status).toBeLessThan(500)
    }),
    { numRuns: 500 },
  )
})

test('arguments of any shape never make a call fail the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (args) => {
      const params = { name: 'addBook', arguments: args }
      const answer = await world.post(
        modernMessage('tools/call', params),
        modernHeaders('tools/call', params),
      )
      expect(answer).toMatchObject({ status: 200, json: { result: { resultType: 'complete' } } })
    }),
    { numRuns: 300 },
  )
})

test('a message may be nested so deep only, and its id be so long', async () => {
  const deep = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":${'['.repeat(1000)}${']'.repeat(1000)}}}`
  expect(await world.post(deep)).toMatchObject({ status: 400, json: { error: { code: -32600 } } })
  const long = { jsonrpc: '2.0', id: 'x'.repeat(513), method: 'ping' }
  expect(await world.post(long)).toMatchObject({ status: 400, json: { error: { code: -32600 } } })
})
