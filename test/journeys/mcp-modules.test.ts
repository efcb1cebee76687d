import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { docsModules } from '../support/docs-modules.ts'
import { later } from '../support/node-server.ts'
import { shows } from '../support/shows.ts'
import { createTempProject, mcpRoute, serveTemp, type TempProject } from '../support/temp-project.ts'

/** The modules are those the documentation shows. */
const shown = docsModules(readFileSync(new URL('../../docs/mcp-modules.md', import.meta.url), 'utf8'))
const ownModule = `export function rest() {
  return new Promise((resolve) => setTimeout(() => resolve("rested"), 60))
}
`

const upstream = { seen: later(), closed: later(), requests: 0, deleted: 0 }
/** Waits for the caller to go away, or deletes at once. */
function serveUpstream(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'DELETE') {
    upstream.deleted++
    response.writeHead(204).end()
    return
  }
  upstream.requests++
  upstream.seen.resolve()
  response.on('close', () => upstream.closed.resolve())
}

const backend = createServer(serveUpstream)
let project: TempProject
let served: ServedProject
const closing: (() => Promise<unknown>)[] = []

function routes(operations: readonly string[]): object {
  const handled = (handler: object, operation: object, mcp: object = {}): object => ({
    ...operation,
    'x-zuplo-route': { corsPolicy: 'none', handler, mcp },
  })
  const fn = (name: string): object =>
    handled({ module: `$import(./modules/${name})`, export: name }, { operationId: name })
  const { port } = backend.address() as AddressInfo
  const forward = {
    module: '$import(@zuplo/runtime)',
    export: 'urlForwardHandler',
    options: { baseUrl: `http://127.0.0.1:${port}` },
  }
  const mcp = mcpRoute(undefined, operations) as { 'x-zuplo-route': { handler: { options: object } } }
  Object.assign(mcp['x-zuplo-route'].handler.options, { streamAfterMs: 20, keepAliveMs: 10 })
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  const confirm = { confirm: 'Remove {id}?' }
  const remove = handled(forward, { operationId: 'remove', parameters: [id] }, confirm)
  const requestBody = { content: { 'text/plain': { schema: { type: 'string' } } } }
  const summarize = {
    ...fn('summarize'),
    requestBody,
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Kitchen', version: '1' },
    paths: {
      '/bake': { post: fn('bake') },
      '/greet': { post: fn('greet') },
      '/rest': { post: fn('rest') },
      '/quote': { post: fn('quote') },
      '/summarize': { post: summarize },
      '/slow': { get: handled(forward, { operationId: 'slow' }) },
      '/things/{id}': { delete: remove },
      '/mcp': { post: mcp },
    },
  }
}

const operations = ['bake', 'greet', 'quote', 'summarize', 'rest', 'slow', 'remove']

beforeAll(async () => {
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
  project = await createTempProject({
    'config/routes.oas.json': routes(operations),
    'config/policies.json': { policies: [] },
    ...shown,
    'modules/rest.ts': ownModule,
  })
  served = await serveTemp(project.folder, { reloads: true })
})

afterAll(async () => {
  for (const close of closing.splice(0)) await close()
  await served.close(0)
  backend.closeAllConnections()
  backend.close()
  await project.remove()
})

async function modernClient(options: ClientOptions = {}): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } }, ...options },
  )
  await client.connect(new StreamableHTTPClientTransport(new URL(`${served.origin}/mcp`)))
  closing.push(() => client.close())
  return client
}

async function legacyClient(): Promise<ClientV1> {
  const client = new ClientV1({ name: 'test', version: '1' })
  await client.connect(new TransportV1(new URL(`${served.origin}/mcp`)))
  closing.push(() => client.close())
  return client
}

const text = (value: string): object => ({ content: [{ type: 'text', text: value }] })

test('a modern client sees progress before the result', async () => {
  const client = await modernClient()
  const seen: unknown[] = []
  const result = await client.callTool(
    { name: 'bake', arguments: {} },
    { onprogress: (progress) => seen.push(progress) },
  )
  expect(seen).toEqual([1, 2, 3].map((step) => ({ progress: step, total: 3, message: `Step ${step}` })))
  expect(result).toMatchObject(text('{"baked":true}'))
})

test('a legacy client sees progress and messages before the result', async () => {
  const client = await legacyClient()
  const seen: unknown[] = []
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void seen.push(params.data))
  await client.setLoggingLevel('debug')
  const result = await client.callTool({ name: 'bake', arguments: {} }, undefined, {
    onprogress: ({ progress }) => seen.push(progress),
  })
  expect(seen).toEqual([1, { step: 1 }, 2, { step: 2 }, 3, { step: 3 }])
  expect(result).toMatchObject(text('{"baked":true}'))
})

shows(
  'A25',
  'a call that takes long becomes a stream that stays alive; curl waits for its document',
  async () => {
    const call = (accept: string): Promise<Response> =>
      fetch(`${served.origin}/mcp`, {
        method: 'POST',
        headers: { accept },
        body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rest"}}',
      })
    const [stream, document] = await Promise.all([call('application/json, text/event-stream'), call('*/*')])
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    expect(stream.headers.get('x-accel-buffering')).toBe('no')
    const events = (await stream.text()).trim().split('\n\n')
    expect(events.length).toBeGreaterThan(1)
    expect(events.slice(0, -1).every((event) => event === ': keep-alive')).toBe(true)
    const result = { jsonrpc: '2.0', id: 1, result: text('"rested"') }
    expect(JSON.parse(events.at(-1)?.replace('event: message\ndata: ', '') ?? '')).toEqual(result)
    expect(document.headers.get('content-type')).toBe('application/json')
    expect(await document.json()).toEqual(result)
  },
)

shows('A26', 'a modern client that gives up makes the gateway give up at the upstream', async () => {
  const client = await modernClient()
  const giveUp = new AbortController()
  const call = client.callTool({ name: 'slow', arguments: {} }, { signal: giveUp.signal })
  await upstream.seen.promise
  giveUp.abort()
  await expect(call).rejects.toThrow()
  await upstream.closed.promise
  expect(upstream.requests).toBe(1)
})

shows('A29', 'a handler asks twice, and the client answers by itself', async () => {
  const client = await modernClient({ capabilities: { elicitation: {}, roots: {} } })
  client.setRequestHandler('elicitation/create', ({ params }) => {
    expect(params.message).toBe('Your name?')
    return { action: 'accept', content: { name: 'Ada' } }
  })
  client.setRequestHandler('roots/list', () => ({ roots: [{ uri: 'file:///kitchen' }] }))
  expect(await client.callTool({ name: 'greet', arguments: {} })).toMatchObject(
    text('"Hello Ada, you have 1 roots."'),
  )
})

test('a handler asks the model of a client that has one, and does without otherwise', async () => {
  const call = { name: 'summarize', arguments: { body: 'Much ado.' } }
  expect(await (await modernClient()).callTool(call)).toMatchObject(text('"Much ado."'))
  const client = await modernClient({ capabilities: { sampling: {} } })
  client.setRequestHandler('sampling/createMessage', ({ params }) => {
    expect(JSON.stringify(params.messages)).toContain('Much ado.')
    return { role: 'assistant', model: 'test', content: { type: 'text', text: 'About nothing.' } }
  })
  expect(JSON.stringify(await client.callTool(call))).toContain('About nothing.')
})

test('a handler says the result in its own words, in the language of the client', async () => {
  const params = { name: 'quote', arguments: {}, _meta: { 'openai/locale': 'de' } }
  for (const client of [await modernClient(), await legacyClient()])
    expect(await client.callTool(params)).toMatchObject({
      ...text('5 Euro'),
      structuredContent: { price: 5 },
      _meta: { 'openai/outputTemplate': 'ui://quote' },
    })
  const response = await fetch(`${served.origin}/quote`, { method: 'POST' })
  expect(await response.json()).toEqual({ price: 5 })
})

test('what is dangerous is confirmed by a form', async () => {
  const client = await modernClient({ capabilities: { elicitation: {} } })
  let says = false
  client.setRequestHandler('elicitation/create', ({ params }) => {
    expect(params.message).toBe('Remove 5?')
    return { action: 'accept', content: { confirm: says } }
  })
  const call = { name: 'remove', arguments: { id: '5' } }
  expect(await client.callTool(call)).toMatchObject({ isError: true })
  expect(upstream.deleted).toBe(0)
  says = true
  expect(await client.callTool(call)).not.toHaveProperty('isError')
  expect(upstream.deleted).toBe(1)
})

test('or, by a client without forms, with a token from the first answer', async () => {
  const client = await legacyClient()
  const before = upstream.deleted
  const first = await client.callTool({ name: 'remove', arguments: { id: '6' } })
  expect(first).toMatchObject({ isError: true })
  const confirm = /"confirm": "([^"]+)"/.exec(JSON.stringify(first).replaceAll('\\"', '"'))?.[1]
  const wrong = await client.callTool({ name: 'remove', arguments: { id: '7', confirm } })
  expect(wrong).toMatchObject({ isError: true })
  expect(upstream.deleted).toBe(before)
  const second = await client.callTool({ name: 'remove', arguments: { id: '6', confirm } })
  expect(second).not.toHaveProperty('isError')
  expect(upstream.deleted).toBe(before + 1)
})

shows('A28', 'a client that listens learns that a reload changed the tools', async () => {
  const client = await modernClient()
  expect(client.getServerCapabilities()).toMatchObject({ tools: { listChanged: true } })
  const changed = later()
  client.setNotificationHandler('notifications/tools/list_changed', () => changed.resolve())
  const subscription = await client.listen({ toolsListChanged: true })
  await project.write('config/routes.oas.json', routes([...operations].reverse().slice(1)))
  await served.reload()
  await changed.promise
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual([...operations].reverse().slice(1))
  await subscription.close()
})

shows('A28', 'a stop completes the stream', async () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const response = await fetch(`${served.origin}/mcp`, {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'subscriptions/listen',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 'l',
      method: 'subscriptions/listen',
      params: { _meta: meta, notifications: { toolsListChanged: true } },
    }),
  })
  const body = response.text()
  await served.close()
  const events = (await body).split('\n\n').filter((event) => event.startsWith('event'))
  expect(events[0]).toContain('notifications/subscriptions/acknowledged')
  expect(events.at(-1)).toContain('"resultType":"complete"')
})
