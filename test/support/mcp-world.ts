import type { Exchange, HeaderFields, Reply } from '../../src/gateway/exchange.ts'
import { BufferedBody, jsonReply } from '../../src/gateway/exchange.ts'
import type { GatewayContext } from '../../src/gateway/request-context.ts'
import { createMcpServer } from '../../src/mcp/protocol/create-mcp-server.ts'
import type { McpServer, McpServerSettings, ServedTool } from '../../src/mcp/protocol/mcp-server.ts'
import { serveMcp } from '../../src/mcp/protocol/serve-mcp.ts'
import { compileTool, type ToolDefaults } from '../../src/mcp/tools/compile-tool.ts'
import type { ToolRequest } from '../../src/mcp/tools/plan.ts'
import type { Tool, ToolSource } from '../../src/mcp/tools/tool.ts'
import { metaKeys } from '../../src/mcp/protocol/revisions.ts'
import { contextOf, createWorld, exchangeWith, type World } from './policy-setup.ts'

/** An operation as a tool sees it, with what the test says of it. */
export function toolSource(changes: Partial<ToolSource> = {}): ToolSource {
  return {
    method: 'GET',
    path: '/books',
    operationId: 'listBooks',
    operation: {},
    pathItem: {},
    document: {},
    mcp: undefined,
    ...changes,
  }
}

const plain: ToolDefaults = { includeOutputSchema: false, includeStructuredContent: false }

/** The tool of an operation that compiles without problems. */
export function toolOf(changes: Partial<ToolSource> = {}, defaults: ToolDefaults = plain): Tool {
  const { tool, problems } = compileTool(toolSource(changes), defaults)
  if (tool === undefined) throw new Error(`not a tool: ${JSON.stringify(problems)}`)
  return tool
}

/** A tool that takes a title and a year and posts them. */
export function bookTool(defaults: ToolDefaults = plain): Tool {
  const schema = {
    type: 'object',
    properties: { title: { type: 'string' }, year: { type: 'integer' } },
    required: ['title'],
  }
  return toolOf(
    {
      method: 'POST',
      operationId: 'addBook',
      operation: {
        description: 'Adds a book.',
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { 201: { content: { 'application/json': { schema } } } },
      },
    },
    defaults,
  )
}

/** What a posted message was answered with. */
export interface Answer {
  readonly status: number
  readonly headers: Reply['headers']
  readonly text: string
  /** The body as JSON; undefined when there is none. */
  readonly json: JsonAnswer
}

/** A JSON-RPC response, as loosely as a test reads it. */
export interface JsonAnswer {
  readonly id?: unknown
  readonly result?: Record<string, unknown> & { readonly tools?: Record<string, unknown>[] }
  readonly error?: {
    readonly code: number
    readonly message: string
    readonly data?: Record<string, unknown>
  }
}

/** An MCP server whose tools answer what the test says. */
export interface McpWorld {
  readonly server: McpServer
  readonly world: World
  /** Requests that reached the route of a tool. */
  readonly dispatched: ToolRequest[]
  readonly contexts: GatewayContext[]
  /** Posts a body (text as it stands, anything else as JSON). */
  post(body: unknown, headers?: HeaderFields, changes?: Partial<Exchange>): Promise<Answer>
  /** Posts a request of the newest modern revision, with the headers it needs. */
  modern(method: string, params?: Record<string, unknown>, headers?: HeaderFields): Promise<Answer>
  /** Posts a request as a legacy client does. */
  legacy(method: string, params?: Record<string, unknown>, headers?: HeaderFields): Promise<Answer>
  close(): Promise<void>
}

/** Builds an MCP server around tools; `respond` stands for their routes. */
export function createMcpWorld(
  tools: readonly Tool[] = [bookTool()],
  respond: (request: ToolRequest) => Reply | Promise<Reply> = () => jsonReply(200, { title: 'Emma' }),
  settings: Partial<McpServerSettings> = {},
): McpWorld {
  const world = createWorld()
  const dispatched: ToolRequest[] = []
  const contexts: GatewayContext[] = []
  const served = tools.map((tool): ServedTool => {
    const dispatch: ServedTool['dispatch'] = async (request) => {
      dispatched.push(request)
      return respond(request)
    }
    return { tool, dispatch }
  })
  const server = createMcpServer({
    name: 'bookshop',
    version: '2.0.0',
    instructions: undefined,
    tools: served,
    isPrivate: true,
    corsAllows: () => false,
    streamAfterMs: 10_000,
    keepAliveMs: 15_000,
    isLive: false,
    debugMode: false,
    ...settings,
  })
  const post: McpWorld['post'] = async (body, headers = {}, changes = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const exchange = exchangeWith({ headers, body: new BufferedBody(text), ...changes })
    const context = contextOf(exchange, world.services)
    contexts.push(context)
    return readAnswer(await serveMcp(server, exchange, context))
  }
  return {
    server,
    world,
    dispatched,
    contexts,
    post,
    modern: (method, params, headers) =>
      post(modernMessage(method, params), { ...modernHeaders(method, params), ...headers }),
    legacy: (method, params = {}, headers = {}) => post({ jsonrpc: '2.0', id: 7, method, params }, headers),
    close: () => world.close(),
  }
}

function readAnswer(reply: Reply): Answer {
  const text = typeof reply.body === 'string' ? reply.body : ''
  const json = (text === '' ? {} : JSON.parse(text)) as JsonAnswer
  return { status: reply.status, headers: reply.headers, text, json }
}

/** A request of the newest modern revision. */
export function modernMessage(method: string, params: Record<string, unknown> = {}): Record<string, unknown> {
  const meta = {
    [metaKeys.protocolVersion]: '2026-07-28',
    [metaKeys.clientCapabilities]: {},
    ...(params['_meta'] as Record<string, unknown> | undefined),
  }
  return { jsonrpc: '2.0', id: 7, method, params: { ...params, _meta: meta } }
}

/** The headers that mirror such a request. */
export function modernHeaders(method: string, params: Record<string, unknown> = {}): HeaderFields {
  const headers: HeaderFields = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method }
  const name = method === 'resources/read' ? params['uri'] : params['name']
  if (typeof name === 'string') headers['mcp-name'] = name
  return headers
}
