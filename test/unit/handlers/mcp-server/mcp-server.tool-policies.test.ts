import { afterEach, expect, test } from 'vitest'
import * as z from 'zod'
import { GatewayError } from '../../../../src/foundation/errors.ts'
import { defineInboundPolicy, defineOutboundPolicy } from '../../../../src/gateway/policy.ts'
import { mcpServer } from '../../../../src/handlers/mcp-server/mcp-server.ts'
import { urlForward } from '../../../../src/handlers/url-forward/url-forward.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../../support/gateway-fixture.ts'

const open: GatewayFixture[] = []
afterEach(async () => {
  for (const fixture of open.splice(0)) await fixture.close()
})

/** What the policies of the gateway were asked and told. */
let steps: string[] = []

const meter = defineInboundPolicy({
  stage: 'inbound',
  exports: ['MeterPolicy'],
  policyTypes: ['meter-inbound'],
  options: z.object({}),
  create: (_, { name }) => ({
    name,
    handle: ({ method, path }) => void steps.push(`${method} ${path}`),
    handleTool: (call, exchange) => {
      steps.push(`${call.tool} ${JSON.stringify(call.arguments)} by ${exchange.user?.sub ?? 'nobody'}`)
      if (call.arguments['id'] === 'broken')
        throw new GatewayError('SALLYPORT_STATE_UNAVAILABLE', {
          headers: { 'retry-after': '2' },
        })
      return call.arguments['id'] === 'refused'
        ? { kind: 'refusal' as const, message: 'Too many calls of this tool.', retryAfterSeconds: 12 }
        : undefined
    },
  }),
})
const mask = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['MaskPolicy'],
  policyTypes: ['mask-outbound'],
  options: z.object({}),
  create: (_, { name }) => ({
    name,
    handle: (reply) => {
      steps.push('masked a POST')
      return reply
    },
    handleToolResult: (result) => ({
      ...result,
      content: result.content.map((piece) => ({ ...piece, text: piece.text?.replace('secret', '***') })),
    }),
  }),
})

async function shop(): Promise<GatewayFixture> {
  steps = []
  const entry = (name: string, exportName: string) => ({
    name,
    policyType: 'x',
    handler: { module: '$import(@zuplo/runtime)', export: exportName },
  })
  const operations = ['readBook', 'busyBook'].map((id) => ({ file: './config/routes.oas.json', id }))
  const handler = {
    module: '$import(@zuplo/runtime)',
    export: 'mcpServerHandler',
    options: { operations },
  }
  const policies = { inbound: ['user', 'meter'], outbound: ['mask'] }
  const parameters = [{ name: 'id', in: 'query', required: true, schema: { type: 'string' } }]
  const fixture = await createGatewayFixture({
    paths: {
      '/books': {
        parameters,
        get: { operationId: 'readBook', ...functionRoute('readBook', { policies: { inbound: ['meter'] } }) },
      },
      '/busy': { get: { operationId: 'busyBook', ...functionRoute('busyBook') } },
      '/mcp': { post: { 'x-zuplo-route': { corsPolicy: 'none', handler, policies } } },
    },
    policies: [
      entry('meter', 'MeterPolicy'),
      entry('mask', 'MaskPolicy'),
      { ...entry('user', 'user'), handler: { module: '$import(./modules/m)', export: 'user' } },
    ],
    modules: {
      './modules/m': {
        user: (request: { user: unknown }) => {
          request.user = { sub: 'ada', data: {} }
          return request
        },
        readBook: () => ({ title: 'secret' }),
        busyBook: () => new Response(null, { status: 429, headers: { 'retry-after': '7' } }),
      },
    },
    catalog: { handlers: [mcpServer, urlForward], policies: [meter, mask] },
  })
  open.push(fixture)
  return fixture
}

const call = (id: number, book: string, name = 'readBook') => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: name === 'readBook' ? { id: book } : {} },
})

async function post(fixture: GatewayFixture, message: unknown): Promise<unknown> {
  const response = await ask(fixture, '/mcp', {
    method: 'POST',
    headers: { 'mcp-protocol-version': '2025-03-26' },
    body: JSON.stringify(message),
  })
  return response.json()
}

test('policies of an MCP route are asked of each tool call, and of nothing else that is posted', async () => {
  const fixture = await shop()
  for (const method of ['ping', 'tools/list']) await post(fixture, { jsonrpc: '2.0', id: 1, method })
  expect(steps).toEqual([])
  await post(fixture, [call(1, 'a'), call(2, 'b'), { jsonrpc: '2.0', id: 3, method: 'ping' }, call(4, 'c')])
  expect(steps).toEqual(['a', 'b', 'c'].flatMap((id) => [`readBook {"id":"${id}"} by ada`, 'GET /books']))
})

test('elsewhere the same policies see requests', async () => {
  const fixture = await shop()
  await ask(fixture, '/books?id=1')
  expect(steps).toEqual(['GET /books'])
})

test('a refusal is a tool error that says when to try again, and nothing is dispatched', async () => {
  const fixture = await shop()
  expect(await post(fixture, call(1, 'refused'))).toMatchObject({
    result: {
      content: [{ type: 'text', text: 'Too many calls of this tool. Try again in 12 seconds.' }],
      isError: true,
      _meta: { 'sallyport/retryAfterSeconds': 12 },
    },
  })
  expect(steps).toEqual(['readBook {"id":"refused"} by ada'])
})

test('so is a policy that fails, and a 429 of the tool route', async () => {
  const fixture = await shop()
  expect(await post(fixture, call(1, 'broken'))).toMatchObject({
    result: {
      content: [
        { text: 'The state of the gateway cannot be read or written right now. Try again in 2 seconds.' },
      ],
      isError: true,
    },
  })
  expect(await post(fixture, call(2, '', 'busyBook'))).toMatchObject({
    result: {
      content: [{ text: 'The operation answered 429 Too Many Requests. Try again in 7 seconds.' }],
      isError: true,
      _meta: { 'sallyport/retryAfterSeconds': 7 },
    },
  })
})

test('outbound policies change results, and do not see the answer to the POST', async () => {
  const fixture = await shop()
  expect(await post(fixture, call(1, 'a'))).toMatchObject({
    result: { content: [{ text: '{"title":"***"}' }] },
  })
  expect(steps).not.toContain('masked a POST')
})
