import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import { runCommandLine, startCommandLine, type RunningCommand } from '../support/command-line.ts'
import { modernHeaders, modernMessage } from '../support/mcp-world.ts'
import { shows } from '../support/shows.ts'
import { createTempProject, type TempProject } from '../support/temp-project.ts'

const token = {
  name: 'token',
  policyType: 'open-id-jwt-auth-inbound',
  handler: {
    module: '$import(sallyport)',
    export: 'OpenIdJwtInboundPolicy',
    options: { issuer: 'https://issuer.example', audience: 'https://mcp.example/mcp' },
  },
}

/** A project with an MCP endpoint, and a guarded one, over these operations of one function. */
function projectOf(names: Readonly<Record<string, string>>): Promise<TempProject> {
  const route = (operationId: string, name: string): object => ({
    get: {
      operationId,
      'x-sallyport-route': {
        handler: { module: '$import(./modules/hello)', export: 'hello' },
        mcp: { name },
      },
    },
  })
  const operations = [...Object.keys(names), 'secret'].map((id) => ({ file: './config/routes.oas.json', id }))
  const handler = { module: '$import(sallyport)', export: 'mcpServerHandler', options: { operations } }
  const secret = {
    handler: { module: '$import(./modules/hello)', export: 'hello' },
    policies: { inbound: ['token'] },
  }
  const tools = Object.entries(names).map(([id, name]) => [`/${id}`, route(id, name)] as const)
  const paths = {
    '/mcp': { post: { operationId: 'mcp', 'x-sallyport-route': { handler } } },
    '/secret': { get: { operationId: 'secret', 'x-sallyport-route': secret } },
    '/guarded': { post: { 'x-sallyport-route': { handler, policies: { inbound: ['token'] } } } },
    ...Object.fromEntries(tools),
  }
  return createTempProject({
    'sallyport.jsonc': { version: 1 },
    'config/routes.oas.json': { openapi: '3.1.0', info: { title: 'duties', version: '1' }, paths },
    'config/policies.json': { policies: [token] },
    'modules/hello.ts':
      "export const hello = (request: Request) => new Response(request.headers.get('traceparent') ?? 'hello')\n",
  })
}

let project: TempProject
let server: RunningCommand
let url = ''

beforeAll(async () => {
  project = await projectOf({ hello: 'hello' })
  server = startCommandLine(['start', project.folder, '--json', '--port', '0'])
  await server.saw(/"mcpUrl":.*\n/)
  url = (JSON.parse(server.stdout()) as { mcpUrl: string }).mcpUrl
})

afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  await project.remove()
})

shows('A23', 'a call passes the policies of the route of its tool, or is a tool error', async () => {
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'secret' } }
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(call) })
  const { result } = (await answer.json()) as { result: { content: { text: string }[] } }
  expect(result).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('401') as string }],
  })
})

shows('A34', 'a valid trace context goes on with the call, another one does not', async () => {
  const valid = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  for (const [traceparent, carried] of [
    [valid, valid],
    ['00-0-0-00', 'hello'],
  ]) {
    const params = { name: 'hello', _meta: { traceparent } }
    const headers = modernHeaders('tools/call', params) as Record<string, string>
    const body = JSON.stringify(modernMessage('tools/call', params))
    const answer = await fetch(url, { method: 'POST', headers, body })
    expect(await answer.json()).toMatchObject({ result: { content: [{ text: carried }] } })
  }
})

const list = modernMessage('tools/list')

function post(headers: Record<string, string> = {}, path = '/mcp'): Promise<Response> {
  return fetch(new URL(path, url), {
    method: 'POST',
    headers: { ...(modernHeaders('tools/list') as Record<string, string>), ...headers },
    body: JSON.stringify(list),
  })
}

/** True when something listens at an address of this machine. */
function isReachable(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), host)
    const settle = (reachable: boolean): void => {
      socket.destroy()
      resolve(reachable)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
    socket.setTimeout(2_000, () => settle(false))
  })
}

shows('A1', 'the endpoint accepts POST and nothing else', async () => {
  expect((await post()).status).toBe(200)
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    const { status, headers } = await fetch(url, { method })
    expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST'])
  }
})

shows('A3', 'without a word about addresses, only this machine can reach the gateway', async () => {
  expect(await isReachable('127.0.0.1')).toBe(true)
  // Another address of the loopback network: a server that listens everywhere can be reached there.
  expect(await isReachable('127.0.0.2')).toBe(false)
})

shows(
  'A30',
  'a modern request is served whatever session or event it names, and gets no session',
  async () => {
    const plain = await (await post()).text()
    const answer = await post({ 'mcp-session-id': 'stale', 'last-event-id': '41' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('mcp-session-id')).toBeNull()
    expect(await answer.text()).toBe(plain)
  },
)

shows('A3', 'under a foreign name it does not answer', async () => {
  const asked = request(url, { method: 'POST', headers: { host: 'evil.example' } }).end(JSON.stringify(list))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  expect(answer.statusCode).toBe(403)
})

shows('A3', 'a policy before the endpoint lets nobody in without a token', async () => {
  const { status, headers } = await post({}, '/guarded')
  expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer/)])
})

shows('A30', 'there is no stream to get and no session to delete', async () => {
  const headers = { ...(modernHeaders('tools/list') as Record<string, string>), accept: 'text/event-stream' }
  expect((await fetch(url, { method: 'GET', headers })).status).toBe(405)
  expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(405)
})

shows('A18', 'two tools of one name stop the start', async () => {
  const twins = await projectOf({ hello: 'greet', welcome: 'greet' })
  const { code, stdout } = await runCommandLine(['check', twins.folder, '--json'])
  await twins.remove()
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    // One for each of the two endpoints.
    diagnostics: Array(2).fill({ code: 'SALLYPORT_MCP_DUPLICATE_TOOL' }) as unknown[],
  })
})
