import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { officialClients } from '../support/mcp-clients.ts'
import { createTempProject, mcpRoute, serveTemp, type TempProject } from '../support/temp-project.ts'

let upstream: LoopbackUpstream
let project: TempProject
let served: ServedProject

beforeAll(async () => {
  upstream = await startUpstream(echo)
  const limit = (name: string, options: object): object => ({
    name,
    policyType: 'rate-limit-inbound',
    handler: { export: 'RateLimitInboundPolicy', module: '$import(@zuplo/runtime)', options },
  })
  const forward = (id: string, inbound: readonly string[]): object => ({
    operationId: id,
    description: id,
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: {
        export: 'urlForwardHandler',
        module: '$import(@zuplo/runtime)',
        options: { baseUrl: upstream.url },
      },
      policies: { inbound },
    },
  })
  const servers = officialClients.map((_, index) => index)
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/books': { get: forward('books', []) },
        '/rare': { get: forward('rare', ['byTenant']) },
        ...Object.fromEntries(
          servers.map((index) => [
            `/mcp${index}`,
            { post: { ...mcpRoute(`tools${index}`, ['books', 'rare']), operationId: `server${index}` } },
          ]),
        ),
      },
    },
    'config/policies.json': {
      policies: [
        ...servers.map((index) =>
          limit(`tools${index}`, { rateLimitBy: 'ip', tools: { books: { requestsAllowed: 1 } } }),
        ),
        limit('byTenant', {
          rateLimitBy: 'function',
          requestsAllowed: 1,
          identifier: { module: '$import(./modules/limits)', export: 'byTenant' },
        }),
      ],
    },
    'modules/limits.ts': `export const byTenant = (request) => ({ key: request.headers.get('x-tenant') ?? 'none' })`,
  })
  served = await serveTemp(project.folder)
})
afterAll(async () => {
  await served.close(0)
  await Promise.all([upstream.close(), project.remove()])
})

test.each(officialClients.map(([name, connect], index) => ({ name, connect, index })))(
  '$name: a call beyond the limit is a tool error that says when to try again',
  async ({ connect, index }) => {
    const client = await connect(`${served.origin}/mcp${index}`)
    await client.listTools()
    expect(await client.callTool({ name: 'books' })).not.toHaveProperty('isError', true)
    const refused = await client.callTool({ name: 'books' })
    expect(refused).toMatchObject({
      isError: true,
      content: [
        { text: expect.stringMatching(/^Too many calls of this tool: .* Try again in \d+ seconds\.$/) },
      ],
      _meta: { 'sallyport/retryAfterSeconds': expect.any(Number) },
    })
    await client.close()
  },
)

test('over HTTP a function of the project tells callers apart, and so it does behind a tool', async () => {
  const ask = (tenant: string): Promise<Response> =>
    fetch(`${served.origin}/rare`, { headers: { 'x-tenant': tenant } })
  expect([(await ask('a')).status, (await ask('b')).status]).toEqual([200, 200])
  const refused = await ask('a')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500)
  const [, connect] = officialClients[0] ?? []
  const client = await connect?.(`${served.origin}/mcp0`)
  await client?.callTool({ name: 'rare' })
  expect(await client?.callTool({ name: 'rare' })).toMatchObject({
    isError: true,
    content: [{ text: expect.stringMatching(/429 Too Many Requests.*Try again in \d+ seconds\.$/s) }],
  })
  await client?.close()
})
