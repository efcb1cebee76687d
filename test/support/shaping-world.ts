import type { IncomingMessage, ServerResponse } from 'node:http'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { ask, createGatewayFixture, type FixtureInput, type GatewayFixture } from './gateway-fixture.ts'
import { startUpstream } from './loopback-upstream.ts'

/** A policy of the route under test: its export, its options, and a name where another part refers to it. */
export interface ShapingPolicy {
  readonly export: string
  readonly options?: Readonly<Record<string, unknown>>
  readonly name?: string
  /** Default: the gateway's own. */
  readonly module?: string
}

/** The route under test and the server behind it. */
export interface ShapingInput {
  readonly inbound?: readonly ShapingPolicy[]
  readonly outbound?: readonly ShapingPolicy[]
  /** Declared, and not listed on the route. */
  readonly others?: readonly ShapingPolicy[]
  readonly method?: 'get' | 'post'
  readonly operation?: Record<string, unknown>
  readonly handler?: Record<string, unknown>
  /** Default: answers what it was asked, as JSON. */
  readonly serve?: (request: IncomingMessage, response: ServerResponse, body: string) => void
  readonly modules?: FixtureInput['modules']
  readonly settings?: Record<string, unknown>
  readonly now?: () => number
}

/** A gateway with one route at `/it`, and an MCP server whose only tool is that route. */
export interface ShapingWorld {
  readonly fixture: GatewayFixture
  /** Asks the route over HTTP. */
  ask(search?: string, init?: RequestInit): Promise<Response>
  /** Calls the tool; answers the text of its result, and whether it is an error. */
  call(args?: Record<string, unknown>): Promise<{ text: string; isError: boolean }>
  close(): Promise<void>
}

/** What the server behind the route says of a request. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly search: string
  readonly headers: Record<string, string>
  readonly body: string
}

const builtIn = '$import(@zuplo/runtime)'

/** Starts the world of one shaping policy. */
export async function startShaping(input: ShapingInput): Promise<ShapingWorld> {
  const upstream = await startUpstream(input.serve ?? answerReceived)
  const named = (policies: readonly ShapingPolicy[] = [], stage: string) =>
    policies.map((policy, index) => ({ name: `${stage}-${index}`, ...policy }))
  const inbound = named(input.inbound, 'inbound')
  const outbound = named(input.outbound, 'outbound')
  const route = {
    corsPolicy: 'none',
    handler: input.handler ?? {
      module: builtIn,
      export: 'urlForwardHandler',
      options: { baseUrl: upstream.url },
    },
    policies: { inbound: inbound.map(({ name }) => name), outbound: outbound.map(({ name }) => name) },
  }
  const { method = 'get', operation = {} } = input
  const fixture = await createGatewayFixture({
    catalog: standardCatalog,
    policies: [...inbound, ...outbound, ...named(input.others, 'other')].map(
      ({ name, export: exported, module = builtIn, options = {} }) => ({
        name,
        policyType: 'any',
        handler: { module, export: exported, options },
      }),
    ),
    paths: {
      '/it': { [method]: { operationId: 'it', summary: 'It.', ...operation, 'x-zuplo-route': route } },
      '/mcp': { post: toolServer },
    },
    ...(input.modules === undefined ? {} : { modules: input.modules }),
    ...(input.settings === undefined ? {} : { settings: input.settings }),
    ...(input.now === undefined ? {} : { now: input.now }),
  })
  return {
    fixture,
    ask: (search = '', init = {}) => ask(fixture, `/it${search}`, { method: method.toUpperCase(), ...init }),
    call: (args = {}) => callTool(fixture, args),
    close: async () => {
      await fixture.close()
      await upstream.close()
    },
  }
}

const toolServer = {
  operationId: 'mcp',
  'x-zuplo-route': {
    corsPolicy: 'none',
    handler: {
      module: builtIn,
      export: 'mcpServerHandler',
      options: { operations: [{ file: './config/routes.oas.json', id: 'it' }] },
    },
  },
}

function answerReceived(request: IncomingMessage, response: ServerResponse, body: string): void {
  const { pathname, search } = new URL(request.url ?? '', 'http://127.0.0.1')
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({ method: request.method, path: pathname, search, headers: request.headers, body }),
  )
}

async function callTool(
  fixture: GatewayFixture,
  args: Record<string, unknown>,
): Promise<{ text: string; isError: boolean }> {
  const response = await ask(fixture, '/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'it', arguments: args },
    }),
  })
  const { result } = (await response.json()) as {
    result: { content: { text: string }[]; isError?: boolean }
  }
  return { text: result.content.map(({ text }) => text).join('\n'), isError: result.isError === true }
}
