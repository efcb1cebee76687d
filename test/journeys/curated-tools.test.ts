import type { IncomingMessage } from 'node:http'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { createTempProject, serveTemp, type TempProject } from '../support/temp-project.ts'

/** A document as a public API publishes it: nothing in it knows of the gateway. */
const document = {
  openapi: '3.0.3',
  info: { title: 'Library', version: '1' },
  paths: {
    '/v1/{tenant}/books': {
      get: {
        operationId: 'books/list',
        summary: 'List books',
        description: 'Lists the books of a tenant.',
        tags: ['books'],
        parameters: [
          { name: 'tenant', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'per_page', in: 'query', schema: { type: 'integer', nullable: true } },
          { name: 'debug', in: 'query', schema: { type: 'boolean' } },
          { name: 'X-Region', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'ok',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    items: { type: 'array', items: { $ref: '#/components/schemas/Book' } },
                    secret: { type: 'string' },
                  },
                  required: ['items', 'secret'],
                },
              },
            },
          },
        },
      },
    },
    '/v1/{tenant}/books/{id}': {
      delete: {
        operationId: 'books/delete',
        parameters: [
          { name: 'tenant', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        ],
        responses: { 204: { description: 'gone' } },
      },
    },
  },
  components: {
    schemas: {
      Book: {
        type: 'object',
        properties: { id: { type: 'integer' }, title: { type: 'string' }, _links: { type: 'object' } },
        required: ['id', 'title', '_links'],
      },
    },
  },
}

const gateway = '$import(@zuplo/runtime)'

function mcpRoute(options: Record<string, unknown>): object {
  const operations = [{ file: './config/library.oas.json', id: 'books*' }]
  const handler = { module: gateway, export: 'mcpServerHandler', options: { operations, ...options } }
  return { post: { operationId: `server${String(options['name'])}`, 'x-zuplo-route': { handler } } }
}

let upstream: LoopbackUpstream
const requests: IncomingMessage[] = []
let project: TempProject
let served: ServedProject
const clients: Client[] = []

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    requests.push(request)
    if (request.method === 'DELETE') {
      response.writeHead(409, { 'content-type': 'application/problem+json' })
      const errors = [{ field: 'id', message: 'is locked' }]
      response.end(JSON.stringify({ title: 'Not yours', detail: 'Only the owner may delete.', errors }))
      return
    }
    const items = Array.from({ length: 500 }, (_, id) => ({
      id,
      title: `Book number ${id}`,
      _links: { self: `/books/${id}` },
    }))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ items, secret: 'swordfish' }))
  })
  project = await createTempProject({
    'config/library.oas.json': document,
    'config/mcp.oas.json': {
      paths: {
        '/mcp': mcpRoute({
          name: 'library',
          includeOutputSchema: true,
          clientProfiles: { 'claude*': 'claude' },
        }),
      },
    },
    'config/tools.jsonc': {
      documents: [
        {
          file: './config/library.oas.json',
          handler: { module: gateway, export: 'urlForwardHandler', options: { baseUrl: upstream.url } },
        },
      ],
      rules: [
        { mcp: { name: 'lib_{operationId}', parameters: { tenant: { fix: '$env(TENANT)' } } } },
        {
          match: { operationId: 'books/list' },
          mcp: {
            description: '{description} At most 500 at a time.',
            parameters: {
              per_page: { rename: 'count', default: 500 },
              debug: { hide: true },
              'X-Region': { rename: 'region', header: 'Region' },
            },
            response: { omit: ['secret', '**._links'], rename: { 'items.title': 'name' }, maxTokens: 1000 },
          },
        },
      ],
    },
  })
  served = await serveTemp(project.folder, { environment: { TENANT: 'acme' } })
})

afterAll(async () => {
  for (const client of clients) await client.close()
  await served.close(0)
  await upstream.close()
  await project.remove()
})

async function connect(name: string, modern: boolean): Promise<Client> {
  const versionNegotiation = { mode: modern ? { pin: '2026-07-28' } : ('legacy' as const) }
  const client = new Client({ name, version: '1' }, { versionNegotiation })
  clients.push(client)
  await client.connect(new StreamableHTTPClientTransport(new URL(`${served.origin}/mcp`)))
  return client
}

async function listed(client: Client) {
  const { tools } = await client.listTools()
  return tools.find(({ name }) => name === 'lib_books_list')
}

test('a public document is a server of tools that says what its operator wants it to say', async () => {
  const { tools } = await (await connect('any', false)).listTools()
  expect(tools).toMatchObject([
    {
      name: 'lib_books_list',
      title: 'List books',
      description: 'Lists the books of a tenant. At most 500 at a time.',
      annotations: { readOnlyHint: true },
      inputSchema: {
        properties: { count: { type: 'integer', default: 500 }, region: { type: 'string' } },
        additionalProperties: false,
      },
    },
    { name: 'lib_books_delete', annotations: { destructiveHint: true }, inputSchema: { required: ['id'] } },
  ])
  expect(Object.keys(tools[0]?.inputSchema.properties ?? {})).toEqual(['count', 'region'])
})

test('what is fixed, renamed and by default reaches the upstream under its own name', async () => {
  const client = await connect('any', true)
  await client.listTools()
  await client.callTool({ name: 'lib_books_list', arguments: { region: 'eu' } })
  const request = requests.at(-1)
  expect(request?.url).toBe('/v1/acme/books?per_page=500')
  expect(request?.headers['x-region']).toBe('eu')
  expect(Object.keys(request?.headers ?? {}).filter((name) => name.startsWith('mcp-'))).toEqual([])
  const hidden = await client.callTool({ name: 'lib_books_list', arguments: { debug: true } })
  expect(hidden).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('debug') as string }],
  })
})

test('an answer is shaped, cut to its budget, fits the schema it is published with, and is at hand whole', async () => {
  const client = await connect('any', true)
  const tool = await listed(client)
  expect(tool?.outputSchema).toMatchObject({ required: ['items'] })
  expect(JSON.stringify(tool?.outputSchema)).not.toContain('secret')
  // The client checks the structured content against the published schema and would throw.
  const result = await client.callTool({ name: 'lib_books_list', arguments: {} })
  const content = result.content as { type: string; text?: string; uri?: string }[]
  const shown = JSON.parse(content[0]?.text ?? '') as { items: object[] }
  expect(shown.items[0]).toEqual({ id: 0, name: 'Book number 0' })
  expect(shown.items.length).toBeLessThan(200)
  expect(result.structuredContent).toEqual(shown)
  expect(content[1]?.text).toContain(`/items shows ${shown.items.length} of 500 items.`)
  expect(content[2]).toMatchObject({ type: 'resource_link', mimeType: 'application/json' })
  const whole = await client.readResource({ uri: content[2]?.uri ?? '' })
  const [first] = whole.contents as { text: string }[]
  const kept = JSON.parse(first?.text ?? '') as { items: object[] }
  expect(kept.items).toHaveLength(500)
  expect(first?.text).not.toContain('swordfish')
})

test('a failure is told as one, with what is wrong, and without structured content', async () => {
  const client = await connect('any', false)
  const result = await client.callTool({ name: 'lib_books_delete', arguments: { id: '7' } })
  expect(result.isError).toBe(true)
  expect(result.structuredContent).toBeUndefined()
  expect(result.content).toEqual([
    {
      type: 'text',
      text: 'The operation answered 409 Conflict: Not yours. Only the owner may delete.\n- id: is locked',
    },
  ])
})

test('modern clients get the profile of their name, and legacy ones that of the server', async () => {
  const claude = await listed(await connect('claude-code', true))
  expect(claude?.inputSchema.properties?.['count']).toMatchObject({ type: ['integer', 'null'] })
  for (const client of [await connect('cursor', true), await connect('claude-code', false)]) {
    expect((await listed(client))?.inputSchema.properties?.['count']).toMatchObject({ type: 'integer' })
  }
})
