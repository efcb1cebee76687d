import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ServedProject } from '../../../../src/runtimes/node/serve-project.ts'
import { connectV2 } from '../../../support/mcp-clients.ts'
import { remoteKey, startRemoteMcpServer, type RemoteMcpServer } from '../../../support/remote-mcp-server.ts'
import { createTempProject, serveTemp, type TempProject } from '../../../support/temp-project.ts'

let remote: RemoteMcpServer
let project: TempProject
let gateway: ServedProject

beforeAll(async () => {
  remote = await startRemoteMcpServer()
  const runtime = '$import(@zuplo/runtime)'
  const operation = (inbound: readonly string[], mcp = {}) => ({
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: { export: 'McpProxyHandler', module: runtime, options: { rewritePattern: '${env.REMOTE}' } },
      policies: { inbound },
      mcp,
    },
  })
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 'proxy', version: '1' },
      paths: {
        '/mcp': { post: operation(['key']), get: operation(['key']), delete: operation(['key']) },
        '/keyless': { post: operation([]) },
        '/passing': { post: operation([], { forwardAuthorization: true }) },
      },
    },
    'config/policies.json': {
      policies: [
        {
          name: 'key',
          policyType: 'set-upstream-api-key-inbound',
          handler: {
            export: 'SetUpstreamApiKeyInboundPolicy',
            module: runtime,
            options: { value: '$env(KEY)' },
          },
        },
      ],
    },
  })
  gateway = await serveTemp(project.folder, { environment: { REMOTE: remote.url, KEY: remoteKey } })
})
afterAll(async () => {
  await gateway.close(0)
  await remote.close()
  await project.remove()
})

const post = (path: string, headers: Record<string, string> = {}) =>
  fetch(gateway.origin + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
  })

it('carries a session of the official client: calls, both streams, and its end', async () => {
  const client = new Client({ name: 'test', version: '1' })
  const told: unknown[] = []
  const heardBoth = new Promise<void>((resolve) => {
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
      if (told.push(params.data) === 2) resolve()
    })
  })
  const requestInit = { headers: { authorization: 'Bearer token-of-the-caller' } }
  const transport = new StreamableHTTPClientTransport(new URL(`${gateway.origin}/mcp`), { requestInit })
  await client.connect(transport)
  expect(remote.sessions.has(transport.sessionId ?? '')).toBe(true)
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['title'])
  // The stream of the session is open when the server has been asked for it.
  await expect.poll(() => remote.asked.some(({ method }) => method === 'GET')).toBe(true)
  expect(await client.callTool({ name: 'title' })).toMatchObject({ content: [{ text: 'Emma' }] })
  await heardBoth
  expect(told.sort()).toEqual(['beside', 'on its own'])
  await transport.terminateSession()
  expect(remote.sessions.size).toBe(0)
  await client.close()
  expect(new Set(remote.asked.map(({ method }) => method))).toEqual(new Set(['POST', 'GET', 'DELETE']))
  expect(JSON.stringify(remote.asked)).not.toContain('token-of-the-caller')
  expect(remote.asked.at(-1)?.headers['mcp-protocol-version']).toMatch(/^\d{4}-\d\d-\d\d$/)
})

it('carries the second generation of the client as well', async () => {
  const client = await connectV2(`${gateway.origin}/mcp`, 'legacy', 'token-of-the-caller')
  expect(await client.callTool({ name: 'title' })).toMatchObject({ content: [{ text: 'Emma' }] })
  await client.close()
})

it('keeps the challenge of the server to itself, and the credential of the caller', async () => {
  const refused = await post('/keyless', { authorization: remoteKey })
  expect(refused.status).toBe(502)
  expect(refused.headers.get('www-authenticate')).toBeNull()
  expect(await refused.json()).toMatchObject({ code: 'SALLYPORT_UPSTREAM_SIGN_IN_REFUSED' })
  expect(remote.asked.at(-1)?.headers.authorization).toBeUndefined()
})

it('passes both where the operation says so', async () => {
  const refused = await post('/passing', { authorization: 'Bearer for-the-server' })
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer resource_metadata="https://remote.example/metadata"',
  ])
  expect(remote.asked.at(-1)?.headers.authorization).toBe('Bearer for-the-server')
})

it('refuses a page of another web origin, and tells the server of none', async () => {
  const before = remote.asked.length
  expect((await post('/mcp', { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect(remote.asked.length).toBe(before)
  await post('/mcp', { origin: gateway.origin })
  expect(remote.asked.at(-1)?.headers['origin']).toBeUndefined()
})

it('says that a route without streams has none', async () => {
  const answer = await fetch(`${gateway.origin}/keyless`)
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
})
