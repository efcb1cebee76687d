import {
  acceptedContent,
  createMcpHandler,
  fromJsonSchema,
  inputRequired,
  localhostAllowedOrigins,
  McpServer,
  originValidationResponse,
  ResourceTemplate,
} from '@modelcontextprotocol/server'
import type { ModuleContext } from '../../src/gateway/facade/module-context.ts'
import { mcpServer } from '../../src/handlers/mcp-server/mcp-server.ts'
import { createGatewayFixture, fixtureOrigin, functionRoute } from '../support/gateway-fixture.ts'

/** An MCP endpoint that answers in process. */
export interface Endpoint {
  fetch(request: Request): Promise<Response>
  close(): Promise<void>
}

/** Where the endpoint of both servers is. */
export const endpointUrl = `${fixtureOrigin}/mcp`

interface Pair {
  readonly a: number
  readonly b: number
}

const pair = {
  type: 'object',
  properties: { a: { type: 'integer' }, b: { type: 'integer' } },
  required: ['a', 'b'],
  additionalProperties: false,
} as const

const name = {
  type: 'object',
  properties: { name: { type: 'string', description: 'Whom to greet.' } },
  required: ['name'],
} as const

const nothing = { type: 'object', properties: {}, additionalProperties: false } as const

const descriptions = {
  add: 'Adds two integers.',
  fail: 'Always fails.',
  work: 'Tells of its work.',
  ask: 'Asks for a name.',
  greet: 'Greets somebody.',
  terms: 'The terms of use.',
  book: 'A book.',
}
const question = {
  message: 'Who are you?',
  requestedSchema: {
    type: 'object' as const,
    properties: { name: { type: 'string' as const } },
    required: ['name'],
  },
}
const readOnly = { readOnlyHint: true }
const termsUri = 'shop://terms'
const bookUri = 'shop://books/{id}'
const terms = 'Be kind.'

function greeting(whom: string) {
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text: `Greet ${whom}.` } }] }
}

/** The official server, guarded against foreign origins as its documentation says. */
export function createOfficialEndpoint(): Endpoint {
  const handler = createMcpHandler(() => {
    const server = new McpServer({ name: 'calculator', version: '1.0.0' }, { capabilities: { logging: {} } })
    server.registerTool(
      'add',
      { description: descriptions.add, annotations: readOnly, inputSchema: fromJsonSchema<Pair>(pair) },
      ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }),
    )
    server.registerTool(
      'fail',
      { description: descriptions.fail, annotations: readOnly, inputSchema: fromJsonSchema(nothing) },
      () => {
        throw new Error('It failed.')
      },
    )
    server.registerTool(
      'work',
      { description: descriptions.work, annotations: readOnly, inputSchema: fromJsonSchema(nothing) },
      async (_args, { mcpReq }) => {
        const { progressToken } = mcpReq._meta ?? {}
        for (const progress of progressToken === undefined ? [] : [1, 2])
          await mcpReq.notify({
            method: 'notifications/progress',
            params: { progressToken, progress, total: 2 },
          })
        await mcpReq.log('warning', 'It is late.', 'work')
        return { content: [{ type: 'text', text: 'done' }] }
      },
    )
    server.registerTool(
      'ask',
      { description: descriptions.ask, annotations: readOnly, inputSchema: fromJsonSchema(nothing) },
      (_args, { mcpReq }) => {
        const whom = acceptedContent<{ name: string }>(mcpReq.inputResponses, 'who')?.name
        if (whom !== undefined) return { content: [{ type: 'text', text: whom }] }
        return inputRequired({ inputRequests: { who: inputRequired.elicit(question) } })
      },
    )
    server.registerPrompt(
      'greet',
      { description: descriptions.greet, argsSchema: fromJsonSchema<{ name: string }>(name) },
      ({ name: whom }) => ({ description: descriptions.greet, ...greeting(whom) }),
    )
    server.registerResource(
      'terms',
      termsUri,
      { title: 'terms', description: descriptions.terms, mimeType: 'text/plain' },
      (uri) => ({ contents: [{ uri: uri.href, mimeType: 'text/plain', text: terms }] }),
    )
    server.registerResource(
      'book',
      new ResourceTemplate(bookUri, { list: undefined }),
      { title: 'book', description: descriptions.book, mimeType: 'application/json' },
      (uri, { id }) => ({
        contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify({ id }) }],
      }),
    )
    return server
  })
  return {
    fetch: async (request) =>
      originValidationResponse(request, localhostAllowedOrigins()) ?? (await handler.fetch(request)),
    close: () => handler.close(),
  }
}

/** A gateway with the same tools, each a route of a function. */
export async function createGatewayEndpoint(): Promise<Endpoint> {
  const file = './config/routes.oas.json'
  const options = {
    name: 'calculator',
    version: '1.0.0',
    operations: [
      { file, id: 'add' },
      { file, id: 'fail' },
      { file, id: 'work' },
      { file, id: 'ask' },
      { file, id: 'greet' },
      { file, id: 'terms' },
      { file, id: 'book' },
    ],
  }
  const fixture = await createGatewayFixture({
    paths: {
      '/mcp': {
        post: {
          'x-zuplo-route': {
            handler: { module: '$import(@zuplo/runtime)', export: 'mcpServerHandler', options },
          },
        },
      },
      '/sums': {
        post: functionRoute(
          'add',
          { mcp: { annotations: readOnly } },
          {
            operationId: 'add',
            description: descriptions.add,
            requestBody: { required: true, content: { 'application/json': { schema: pair } } },
          },
        ),
      },
      '/failures': {
        post: functionRoute(
          'fail',
          { mcp: { annotations: readOnly } },
          {
            operationId: 'fail',
            description: descriptions.fail,
          },
        ),
      },
      '/work': {
        post: functionRoute(
          'work',
          { mcp: { annotations: readOnly } },
          { operationId: 'work', description: descriptions.work },
        ),
      },
      '/questions': {
        post: functionRoute(
          'askForName',
          { mcp: { annotations: readOnly } },
          { operationId: 'ask', description: descriptions.ask },
        ),
      },
      '/greetings': {
        post: functionRoute(
          'greet',
          { mcp: { type: 'prompt' } },
          {
            operationId: 'greet',
            description: descriptions.greet,
            requestBody: { required: true, content: { 'application/json': { schema: name } } },
          },
        ),
      },
      '/terms': {
        get: functionRoute(
          'readTerms',
          { mcp: { type: 'resource', uri: termsUri, mimeType: 'text/plain' } },
          { operationId: 'terms', description: descriptions.terms },
        ),
      },
      '/books/{id}': {
        get: functionRoute(
          'readBook',
          { mcp: { type: 'resource', uri: bookUri, mimeType: 'application/json' } },
          { operationId: 'book', description: descriptions.book },
        ),
      },
    },
    modules: { './modules/m': { add, fail, work, askForName, greet, readTerms, readBook } },
    catalog: { handlers: [mcpServer] },
  })
  return { fetch: (request) => fixture.gateway.fetch(request), close: () => fixture.close() }
}

async function add(request: Request): Promise<Response> {
  const { a, b } = (await request.json()) as Pair
  return new Response(String(a + b))
}

function fail(): never {
  throw new Error('It failed.')
}

function work(_request: Request, { mcp }: ModuleContext): Response {
  mcp?.progress(1, 2)
  mcp?.progress(2, 2)
  mcp?.log('warning', 'It is late.', 'work')
  return new Response('done')
}

async function askForName(_request: Request, { mcp }: ModuleContext): Promise<Response> {
  const answer = await mcp?.elicit({ ...question, mode: 'form' }, 'who')
  return new Response(String(answer?.content?.['name']))
}

async function greet(request: Request): Promise<unknown> {
  const { name: whom } = (await request.json()) as { name: string }
  return greeting(whom)
}

function readTerms(): Response {
  return new Response(terms)
}

function readBook(request: Request & { params: Record<string, string> }): unknown {
  return { id: request.params['id'] }
}
