import { afterAll, expect, test } from 'vitest'
import { metaKeys } from '../../../../src/mcp/protocol/revisions.ts'
import { createMcpWorld, modernHeaders, modernMessage, toolOf } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const world = createMcpWorld()
afterAll(() => world.close())

const version = { [metaKeys.protocolVersion]: '2026-07-28' }
const capabilities = { [metaKeys.clientCapabilities]: {} }

function postMeta(meta: unknown, headers = modernHeaders('tools/list')) {
  return world.post({ jsonrpc: '2.0', id: 7, method: 'tools/list', params: { _meta: meta } }, headers)
}

shows('A12', 'server/discover names versions and capabilities', async () => {
  const { status, json } = await world.modern('server/discover')
  expect(status).toBe(200)
  expect(json.result).toMatchObject({ supportedVersions: ['2026-07-28'], capabilities: { tools: {} } })
})

shows('A13', 'every result carries its type and the server', async () => {
  for (const [method, params] of [
    ['server/discover', {}],
    ['tools/list', {}],
    ['tools/call', { name: 'addBook', arguments: { title: 'Emma' } }],
    ['tools/call', { name: 'addBook', arguments: {} }],
  ] as const) {
    expect((await world.modern(method, params)).json.result).toMatchObject({
      resultType: 'complete',
      _meta: { [metaKeys.serverInfo]: { name: 'bookshop', version: '2.0.0' } },
    })
  }
})

shows('A8', 'a request that claims the revision without saying so in its body is refused', async () => {
  for (const meta of [
    undefined,
    null,
    'x',
    {},
    capabilities,
    { ...capabilities, [metaKeys.protocolVersion]: 5 },
    version,
  ]) {
    const answer = await postMeta(meta)
    expect(answer).toMatchObject({ status: 400, json: { id: 7, error: { code: -32602 } } })
  }
  const bare = await world.post({ jsonrpc: '2.0', id: 7, method: 'server/discover' })
  expect(bare).toMatchObject({ status: 400, json: { id: 7, error: { code: -32602 } } })
})

shows('A8', 'clientInfo is not needed', async () => {
  expect((await postMeta({ ...version, ...capabilities })).status).toBe(200)
})

shows('A34', 'unknown keys of _meta are tolerated', async () => {
  const meta = {
    ...version,
    ...capabilities,
    traceparent: '00-0-0-00',
    'com.example/a': [1],
    progressToken: 5,
  }
  expect((await postMeta(meta)).status).toBe(200)
})

shows('A9', 'headers that do not mirror the body are refused', async () => {
  const call = modernMessage('tools/call', { name: 'addBook', arguments: { title: 'Emma' } })
  const good = modernHeaders('tools/call', { name: 'addBook' })
  for (const headers of [
    {},
    { ...good, 'mcp-name': 'removeBook' },
    { ...good, 'mcp-method': 'tools/list' },
    { ...good, 'mcp-protocol-version': '2025-11-25' },
  ]) {
    expect(await world.post(call, headers)).toMatchObject({
      status: 400,
      json: { id: 7, error: { code: -32020 } },
    })
  }
  expect(world.dispatched.filter(({ body }) => body === '{"title":"Emma"}')).toHaveLength(1)
  expect((await world.post(call, good)).status).toBe(200)
})

shows('A10', 'an unsupported version is refused with the supported ones', async () => {
  for (const requested of ['2027-01-01', '2025-11-25']) {
    const meta = { ...capabilities, [metaKeys.protocolVersion]: requested }
    const answer = await postMeta(meta, { ...modernHeaders('tools/list'), 'mcp-protocol-version': requested })
    expect(answer).toMatchObject({
      status: 400,
      json: { id: 7, error: { code: -32022, data: { supported: ['2026-07-28'], requested } } },
    })
  }
})

shows('A11', 'an unknown method is refused with 404', async () => {
  for (const method of ['nothing', 'initialize', 'resources/list', 'logging/setLevel', 'constructor']) {
    expect(await world.modern(method)).toMatchObject({
      status: 404,
      json: { id: 7, error: { code: -32601 } },
    })
  }
})

shows('A33', 'ping does not exist', async () => {
  expect((await world.modern('ping')).status).toBe(404)
})

shows('A15', 'no request depends on an earlier one', async () => {
  const fresh = createMcpWorld()
  const first = await fresh.modern('tools/call', { name: 'addBook', arguments: { title: 'Emma' } })
  await fresh.modern('server/discover')
  await fresh.legacy('initialize', { protocolVersion: '2025-06-18' })
  const later = await fresh.modern('tools/call', { name: 'addBook', arguments: { title: 'Emma' } })
  expect(later).toEqual(first)
  expect(first.status).toBe(200)
  await fresh.close()
})

test('a log level that is none is refused', async () => {
  const refused = await postMeta({ ...version, ...capabilities, [metaKeys.logLevel]: 'warn' })
  expect(refused).toMatchObject({ status: 400, json: { error: { code: -32602 } } })
  const served = await postMeta({ ...version, ...capabilities, [metaKeys.logLevel]: 'warning' })
  expect(served.status).toBe(200)
})

shows(
  'A24',
  'a call whose headers do not mirror its arguments is refused before it reaches the route',
  async () => {
    const operation = { parameters: [{ name: 'region', in: 'query', schema: { type: 'string' } }] }
    const mcp = { parameters: { region: { header: 'Region' } } }
    const world = createMcpWorld([toolOf({ operation, mcp })])
    const params = { name: 'listBooks', arguments: { region: 'eu' } }
    const missing = await world.modern('tools/call', params)
    expect({ status: missing.status, code: missing.json.error?.code }).toEqual({ status: 400, code: -32020 })
    expect(missing.json.error?.message).toBe('The Mcp-Param-Region header is missing.')
    expect(world.dispatched).toHaveLength(0)
    const mirrored = await world.modern('tools/call', params, { 'mcp-param-region': '=?base64?ZXU=?=' })
    expect(mirrored.status).toBe(200)
    expect(world.dispatched).toHaveLength(1)
    const legacy = await world.legacy('tools/call', params)
    expect(legacy.json.result).toBeDefined()
    await world.close()
  },
)
