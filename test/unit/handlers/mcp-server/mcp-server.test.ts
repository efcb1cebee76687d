import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterEach, expect, test } from 'vitest'
import { mcpServer } from '../../../../src/handlers/mcp-server/mcp-server.ts'
import {
  ask,
  createGatewayFixture,
  fixtureOrigin,
  functionRoute,
  type GatewayFixture,
} from '../../../support/gateway-fixture.ts'
import { modernHeaders, modernMessage } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

const file = './config/routes.oas.json'

/** What the functions of the project saw. */
interface Seen {
  readonly steps: string[]
  readonly requests: Request[]
}

async function shop(more: Record<string, unknown> = {}): Promise<GatewayFixture & { seen: Seen }> {
  const seen: Seen = { steps: [], requests: [] }
  const gate = (name: string) => (request: Request) => {
    seen.steps.push(`${name} ${request.headers.get('authorization') ?? 'nobody'}`)
    return request
  }
  const m = {
    outer: gate('outer'),
    inner: gate('inner'),
    closed: () => new Response('{"title":"Forbidden"}', { status: 403 }),
    readBook: (request: Request & { params: Record<string, string> }) => {
      seen.requests.push(request)
      seen.steps.push(`handler ${request.headers.get('authorization') ?? 'nobody'}`)
      return { id: request.params['id'], tenant: request.headers.get('x-tenant'), url: request.url }
    },
    addBook: async (request: Request) => {
      seen.requests.push(request)
      return new Response(JSON.stringify(await request.json()), {
        status: 201,
        headers: { 'content-type': 'application/json' },
      })
    },
    breakDown: () => {
      throw new Error('the password is swordfish')
    },
    wait: (request: Request) =>
      new Promise((resolve) => {
        seen.steps.push('waiting')
        request.signal.addEventListener('abort', () => {
          seen.steps.push('aborted')
          resolve('too late')
        })
      }),
  }
  const policies = ['outer', 'inner', 'closed'].map((name) => ({
    name,
    policyType: 'custom-code-inbound',
    handler: { module: '$import(./modules/m)', export: name },
  }))
  const text = { schema: { type: 'string' } }
  const body = {
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] },
        },
      },
    },
  }
  const operations = ['readBook', 'addBook', 'breakDown', 'wait', 'closedBook'].map((id) => ({ file, id }))
  const handler = {
    module: '$import(@zuplo/runtime)',
    export: 'mcpServerHandler',
    options: { operations, ...more },
  }
  const paths = {
    '/books/{id}': {
      parameters: [
        { name: 'id', in: 'path', required: true, ...text },
        { name: 'X-Tenant', in: 'header', ...text },
        { name: 'page', in: 'query', schema: { type: 'integer' } },
      ],
      get: { operationId: 'readBook', ...functionRoute('readBook', { policies: { inbound: ['inner'] } }) },
    },
    '/books': { post: { operationId: 'addBook', ...body, ...functionRoute('addBook') } },
    '/broken': { get: { operationId: 'breakDown', ...functionRoute('breakDown') } },
    '/wait': { get: { operationId: 'wait', ...functionRoute('wait') } },
    '/closed': {
      get: { operationId: 'closedBook', ...functionRoute('readBook', { policies: { inbound: ['closed'] } }) },
    },
    '/mcp': { post: { 'x-zuplo-route': { corsPolicy: 'none', handler, policies: { inbound: ['outer'] } } } },
    '/open': { post: { 'x-zuplo-route': { corsPolicy: 'anything-goes', handler } } },
  }
  const fixture = await createGatewayFixture({
    paths,
    policies,
    modules: { './modules/m': m },
    catalog: { handlers: [mcpServer] },
  })
  open.push(fixture)
  return { ...fixture, seen }
}

async function post(
  fixture: GatewayFixture,
  message: unknown,
  headers: Record<string, string> = {},
  path = '/mcp',
) {
  const response = await ask(fixture, path, { method: 'POST', headers, body: JSON.stringify(message) })
  const text = await response.text()
  return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
}

function call(name: string, args: Record<string, unknown> = {}) {
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }
}

test('a call passes both gates, and the credential stays inside', async () => {
  const fixture = await shop()
  const headers = { authorization: 'Bearer caller', cookie: 'a=b', 'x-tenant': 'from-client' }
  const { json } = await post(fixture, call('readBook', { id: 'a/b', page: 2 }), headers)
  expect(fixture.seen.steps).toEqual(['outer Bearer caller', 'inner Bearer caller', 'handler nobody'])
  const { content } = json['result'] as { content: { text: string }[] }
  expect(JSON.parse(content[0]?.text ?? '')).toEqual({
    id: 'a/b',
    tenant: 'from-client',
    url: `${fixtureOrigin}/books/a%2Fb?page=2`,
  })
  expect(fixture.seen.requests[0]?.headers.get('cookie')).toBeNull()
})

test('a body reaches the operation as JSON', async () => {
  const fixture = await shop()
  const { json } = await post(fixture, call('addBook', { title: 'Emma' }))
  expect(json['result']).toEqual({ content: [{ type: 'text', text: '{"title":"Emma"}' }] })
  expect(fixture.seen.requests[0]?.headers.get('content-type')).toBe('application/json')
})

test("what the tool's own policy refuses is a failed call", async () => {
  const { json } = await post(await shop(), call('closedBook'))
  expect(json['result']).toMatchObject({
    isError: true,
    content: [{ text: 'The operation answered 403 Forbidden.' }],
  })
})

test('what the operation throws is a failed call that tells no secret', async () => {
  const { json, status } = await post(await shop(), call('breakDown'))
  expect(status).toBe(200)
  expect(json['result']).toMatchObject({ isError: true })
  expect(JSON.stringify(json)).not.toContain('swordfish')
})

shows('A26', 'when the client goes away, the call is aborted', async () => {
  const fixture = await shop()
  const client = new AbortController()
  const params = { name: 'wait', arguments: {} }
  const answered = ask(fixture, '/mcp', {
    method: 'POST',
    headers: modernHeaders('tools/call', params),
    body: JSON.stringify(modernMessage('tools/call', params)),
    signal: client.signal,
  })
  while (!fixture.seen.steps.includes('waiting')) await new Promise((resolve) => setTimeout(resolve, 1))
  client.abort()
  await answered.catch(() => undefined)
  expect(fixture.seen.steps).toContain('aborted')
})

shows('A32', 'GET and DELETE are answered with 405 and Allow', async () => {
  const fixture = await shop()
  for (const method of ['GET', 'DELETE']) {
    const response = await ask(fixture, '/mcp', { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, expect.stringContaining('POST')])
  }
})

shows('A14', 'behind a policy nothing may be cached for everyone', async () => {
  const fixture = await shop()
  const discover = {
    jsonrpc: '2.0',
    id: 1,
    method: 'server/discover',
    params: {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  }
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'server/discover' }
  expect((await post(fixture, discover, headers)).json['result']).toMatchObject({ cacheScope: 'private' })
  expect((await post(fixture, discover, headers, '/open')).json['result']).toMatchObject({
    cacheScope: 'public',
  })
})

shows('A2', "the route's CORS policy decides which foreign pages are served", async () => {
  const fixture = await shop()
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }
  const headers = { origin: 'https://app.example' }
  expect((await post(fixture, ping, headers)).status).toBe(403)
  expect(fixture.seen.steps, 'no policy was asked').toEqual([])
  expect(fixture.records.at(-1)?.fields['refusal']).toBe(
    `origin: expected ${fixtureOrigin} or one the CORS policy allows, found https://app.example`,
  )
  expect((await post(fixture, ping, headers, '/open')).status).toBe(200)
})

test('the documented curl line works: no Accept, form content type, no initialize, a text as id', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const { json } = await post(await shop(), { jsonrpc: '2.0', id: '0', method: 'tools/list' }, headers)
  expect(json).toMatchObject({ id: '0', result: { tools: expect.arrayContaining([]) as unknown } })
  expect((json['result'] as { tools: { name: string }[] }).tools.map(({ name }) => name)).toEqual([
    'readBook',
    'addBook',
    'breakDown',
    'wait',
    'closedBook',
  ])
})

test('the request log names method, tool and era', async () => {
  const fixture = await shop({ debugMode: true })
  await post(fixture, call('addBook', { title: 'private' }))
  const fields = { mcpMethod: 'tools/call', era: 'legacy', tool: 'addBook' }
  const named = fixture.records.filter((record) => record.fields['mcpMethod'] !== undefined)
  expect(named.map(({ message }) => message)).toEqual(['mcp request', 'request'])
  for (const record of named) expect(record.fields).toMatchObject(fields)
  expect(fixture.records).toContainEqual(
    expect.objectContaining({ message: 'mcp server created', level: 'info' }),
  )
  expect(JSON.stringify(fixture.records)).not.toContain('private')
})

function fetchThrough(fixture: GatewayFixture) {
  return (input: string | URL, init?: RequestInit) => fixture.gateway.fetch(new Request(input, init))
}

test.each(['2026-07-28', 'auto', 'legacy'] as const)(
  'the official client lists and calls (%s)',
  async (how) => {
    const fixture = await shop({ includeStructuredContent: true })
    const mode = how === 'auto' || how === 'legacy' ? how : { pin: how }
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
    const transport = new StreamableHTTPClientTransport(new URL(`${fixtureOrigin}/mcp`), {
      fetch: fetchThrough(fixture),
    })
    open.push(client)
    await client.connect(transport)
    const { tools } = await client.listTools()
    expect(tools).toHaveLength(5)
    const result = await client.callTool({ name: 'addBook', arguments: { title: 'Emma' } })
    expect(result.structuredContent).toEqual({ title: 'Emma' })
    const refused = await client.callTool({ name: 'addBook', arguments: {} })
    expect(refused.isError).toBe(true)
  },
)

test('the client of the first generation lists and calls', async () => {
  const fixture = await shop()
  const client = new ClientV1({ name: 'test', version: '1' })
  const transport = new TransportV1(new URL(`${fixtureOrigin}/mcp`), { fetch: fetchThrough(fixture) })
  open.push(client)
  await client.connect(transport)
  expect((await client.listTools()).tools).toHaveLength(5)
  const result = await client.callTool({ name: 'addBook', arguments: { title: 'Emma' } })
  expect(result.content).toEqual([{ type: 'text', text: '{"title":"Emma"}' }])
})
