import * as fc from 'fast-check'
import { mcpServer } from '../../src/handlers/mcp-server/mcp-server.ts'
import { metaKeys } from '../../src/mcp/protocol/revisions.ts'
import { ask, createGatewayFixture, functionRoute, type GatewayFixture } from './gateway-fixture.ts'

const file = './config/routes.oas.json'

/** A gateway with an MCP server over two operations that take every kind of argument. */
export async function createTargetGateway(): Promise<GatewayFixture> {
  const schema = {
    type: 'object',
    properties: { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } }, more: {} },
    required: ['title'],
  }
  const parameters = [
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
    { name: 'filter', in: 'query', style: 'deepObject', schema: { type: 'object' } },
    { name: 'X-Tenant', in: 'header', schema: { type: 'string' } },
  ]
  const operations = [
    { file, id: 'addBook' },
    { file, id: 'getBook' },
  ]
  const handler = { module: '$import(@zuplo/runtime)', export: 'mcpServerHandler', options: { operations } }
  return createGatewayFixture({
    paths: {
      '/books': {
        post: {
          operationId: 'addBook',
          parameters,
          requestBody: { required: true, content: { 'application/json': { schema } } },
          ...functionRoute('answer'),
        },
      },
      '/books/{id}': { get: { operationId: 'getBook', ...functionRoute('answer') } },
      '/mcp': { post: { 'x-zuplo-route': { corsPolicy: 'none', handler } } },
    },
    modules: { './modules/m': { answer: () => ({ title: 'Emma' }) } },
    catalog: { handlers: [mcpServer] },
  })
}

/** What a client may send: anything from noise to messages that are almost right, with the headers that go with them. */
export interface RandomMessage {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const anything = fc.jsonValue({ maxDepth: 4 })
const oddly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary, weight: 6 }, { arbitrary: anything, weight: 1 })

const methods = fc.constantFrom(
  'initialize',
  'notifications/initialized',
  'notifications/cancelled',
  'ping',
  'tools/list',
  'tools/call',
  'server/discover',
  'subscriptions/listen',
  'prompts/list',
  'prompts/get',
  'resources/list',
  'resources/read',
  'completion/complete',
  'logging/setLevel',
  '__proto__',
  'constructor',
)

const revisions = fc.constantFrom(
  '2024-11-05',
  '2025-03-26',
  '2025-06-18',
  '2025-11-25',
  '2026-07-28',
  '2099-01-01',
)
const toolNames = fc.constantFrom('addBook', 'getBook', 'nothing', '__proto__', '')

const callArguments = fc.dictionary(
  fc.constantFrom('title', 'tags', 'more', 'limit', 'filter', 'X-Tenant', 'id', '__proto__', 'other'),
  anything,
)

const parameters = fc.record(
  {
    name: oddly(toolNames),
    arguments: oddly(callArguments),
    cursor: anything,
    uri: anything,
    protocolVersion: oddly(revisions),
    capabilities: oddly(fc.constant({})),
    clientInfo: oddly(fc.constant({ name: 'client', version: '1' })),
    _meta: oddly(
      fc.record(
        {
          [metaKeys.protocolVersion]: oddly(revisions),
          [metaKeys.clientCapabilities]: oddly(fc.constant({})),
          progressToken: anything,
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
)

const message = fc.record(
  {
    jsonrpc: oddly(fc.constant('2.0')),
    id: oddly(fc.oneof(fc.integer(), fc.string())),
    method: oddly(methods),
    params: oddly(parameters),
    result: anything,
    error: anything,
  },
  { requiredKeys: ['jsonrpc'] },
)

const bodies: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: message.map((value) => JSON.stringify(value)), weight: 12 },
  { arbitrary: fc.array(message, { maxLength: 3 }).map((value) => JSON.stringify(value)), weight: 1 },
  { arbitrary: fc.json(), weight: 1 },
  { arbitrary: fc.string({ unit: 'binary' }), weight: 1 },
  { arbitrary: message.map((value) => JSON.stringify(value).slice(0, -2)), weight: 1 },
  { arbitrary: fc.nat(5000).map((depth) => '['.repeat(depth)), weight: 1 },
)

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const fields = fc.record(
  {
    'mcp-protocol-version': oddly(revisions).map(asText),
    'mcp-method': oddly(methods).map(asText),
    'mcp-name': oddly(toolNames).map(asText),
    accept: fc.constantFrom(
      'application/json',
      'text/event-stream',
      'application/json, text/event-stream',
      '*/*',
      'no',
    ),
    'content-type': fc.constantFrom('application/json', 'text/plain', 'application/json; charset=utf-8', 'x'),
    origin: fc.constantFrom('https://evil.example', 'null', 'http://127.0.0.1:9000'),
  },
  { requiredKeys: [] },
)

/** Messages of which anything may be wrong. */
const noise: fc.Arbitrary<RandomMessage> = fc
  .record({ body: bodies, headers: fields })
  .map(({ body, headers }) => ({
    body,
    // Texts that no header can hold are left out, since no server could ever see them.
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => /^[\x20-\x7e]*$/.test(value))),
  }))

/** Calls of both eras that are right but for their arguments, which sometimes are too. */
const calls: fc.Arbitrary<RandomMessage> = fc
  .record({
    name: fc.constantFrom('addBook', 'getBook'),
    args: fc.oneof(
      callArguments,
      fc.record({ title: oddly(fc.string()), id: oddly(fc.string({ minLength: 1 })) }),
    ),
    isModern: fc.boolean(),
    id: fc.integer(),
    needs: fc.boolean(),
  })
  .map(({ name, args, isModern, id, needs }) => {
    const given = needs
      ? pick(args, name === 'addBook' ? ['title', 'tags', 'more', 'limit', 'filter'] : ['id'])
      : args
    const meta = { [metaKeys.protocolVersion]: '2026-07-28', [metaKeys.clientCapabilities]: {} }
    const params = { name, arguments: given, ...(isModern ? { _meta: meta } : {}) }
    const modern = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': name }
    return {
      body: JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }),
      headers: { accept: 'application/json, text/event-stream', ...(isModern ? modern : {}) },
    }
  })

function pick(value: unknown, names: readonly string[]): Record<string, unknown> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter(([name]) => names.includes(name)))
}

/** From noise to calls that reach a tool. */
export const randomMessages: fc.Arbitrary<RandomMessage> = fc.oneof(
  { arbitrary: noise, weight: 3 },
  { arbitrary: calls, weight: 1 },
)

/** How many messages are on their way at once. */
const atOnce = 20

/** Sends messages to a gateway, and answers those it failed on; an answer is read to its end, a stream to its first event. */
export async function findFailures(
  fixture: GatewayFixture,
  messages: readonly RandomMessage[],
): Promise<readonly { readonly status: number; readonly message: RandomMessage }[]> {
  const failures: { status: number; message: RandomMessage }[] = []
  const send = async (message: RandomMessage): Promise<void> => {
    const abort = new AbortController()
    const response = await ask(fixture, '/mcp', { method: 'POST', ...message, signal: abort.signal })
    if (response.status >= 500) failures.push({ status: response.status, message })
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
    if (isStream) await response.body?.getReader().read()
    else await response.text()
    // As a client does that has seen enough.
    abort.abort()
  }
  for (let start = 0; start < messages.length; start += atOnce)
    await Promise.all(messages.slice(start, start + atOnce).map(send))
  return failures
}
