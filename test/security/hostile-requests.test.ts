import { request as send, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import type { LogRecord } from '../../src/telemetry/log.ts'
import { attack } from '../support/attack.ts'
import { startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { sendRaw } from '../support/node-server.ts'
import { SigningAuthority, unsignedToken } from '../support/signing-authority.ts'
import {
  createTempProject,
  mcpRoute,
  oktaPolicy,
  runtimeModule,
  serveTemp,
  type TempProject,
} from '../support/temp-project.ts'

let authority: SigningAuthority
let upstream: LoopbackUpstream
let project: TempProject
let served: ServedProject
const upstreamHeaders: string[] = []
const records: LogRecord[] = []

beforeAll(async () => {
  authority = await SigningAuthority.start()
  upstream = await startUpstream((request, response, body) => {
    upstreamHeaders.push(JSON.stringify([request.url, request.headers, body]))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
  })
  const forward = {
    operationId: 'echo',
    summary: 'Answers.',
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: {
        module: '$import(@zuplo/runtime)',
        export: 'urlForwardHandler',
        options: { baseUrl: upstream.url },
      },
      policies: { inbound: ['tool-auth'] },
    },
  }
  const lenient = { allowUnauthenticatedRequests: true }
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/mcp': { post: mcpRoute('auth', ['echo']) }, '/echo': { get: forward } },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('auth', authority.issuer, '$env(SALLYPORT_PUBLIC_URL)/mcp'),
        oktaPolicy('tool-auth', authority.issuer, '$env(SALLYPORT_PUBLIC_URL)/mcp', lenient),
      ],
    },
    'modules/zuplo.runtime.ts': runtimeModule(JSON.stringify(authority.issuer)),
  })
  served = await serveTemp(project.folder, { records })
})
afterAll(async () => {
  await served.close(0)
  await project.remove()
  await upstream.close()
  await authority.stop()
})

const tokenWith = (
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> => authority.token({ claims: { aud: `${served.origin}/mcp`, ...claims }, header })
const message = (method: string, params: object = {}): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
const callEcho = message('tools/call', { name: 'echo', arguments: {} })

function post(body: string, headers: Record<string, string> = {}, search = ''): Promise<Response> {
  return fetch(`${served.origin}/mcp${search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
}
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

attack(13, async () => {
  const canary = await tokenWith({ jti: 'AT.canary' })
  const headers = { ...bearer(canary), cookie: `session=${canary}`, 'x-copy': canary, 'x-kept': 'kept' }
  const response = await post(callEcho, headers)
  expect(await response.text()).toContain('{\\"ok\\":true}')
  expect(upstreamHeaders).toHaveLength(1)
  const said = JSON.stringify([upstreamHeaders, records])
  expect(upstreamHeaders[0]).toContain('kept')
  for (const part of canary.split('.')) expect(said).not.toContain(part)
})

attack(22, async () => {
  const { hostname, port } = new URL(served.origin)
  expect(hostname).toBe('127.0.0.1')
  const statusOf = (headers: Record<string, string>, path = '/mcp'): Promise<number> =>
    new Promise((resolve, reject) => {
      const options = { host: hostname, port, path, method: 'POST', headers }
      send(options, (response: IncomingMessage) => resolve(response.resume().statusCode ?? 0))
        .on('error', reject)
        .end(message('ping'))
    })
  const good = bearer(await tokenWith())
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', `0.0.0.0:${port}`]) {
    for (const path of ['/mcp', '/.well-known/oauth-protected-resource/mcp', '/health', '/ready'])
      expect(await statusOf({ ...good, host }, path)).toBe(403)
  }
  for (const origin of ['https://evil.example', 'null', `http://evil.example:${port}`])
    expect(await statusOf({ ...good, origin })).toBe(403)
  expect(await statusOf(good)).toBe(200)
})

attack(26, async () => {
  const good = bearer(await tokenWith())
  const initialize = message('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 't', version: '1' },
  })
  expect((await post(initialize, good)).headers.has('mcp-session-id')).toBe(false)
  const session = { 'mcp-session-id': 'a-session-of-somebody-else' }
  expect((await post(callEcho, session)).status).toBe(401)
  const other = bearer(await tokenWith({ sub: 'eve@example.com' }))
  const answers = await Promise.all(
    [good, { ...good, ...session }, other, { ...other, ...session }].map((headers) =>
      post(callEcho, headers),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(answers.some(({ headers }) => headers.has('mcp-session-id'))).toBe(false)
  for (const method of ['GET', 'DELETE']) {
    const response = await fetch(`${served.origin}/mcp`, { method, headers: { ...good, ...session } })
    expect([401, 404, 405]).toContain(response.status)
  }
})

attack(27, async () => {
  const good = bearer(await tokenWith())
  expect((await post(callEcho, bearer('a'.repeat(17_000)))).status).toBe(400)
  const { port } = new URL(served.origin)
  const head = `POST /mcp HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n`
  expect(await sendRaw(Number(port), `${head}authorization: Bearer ${'a'.repeat(70_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  )
  const segments = [`a${'.a'.repeat(5_000)}`, 'a.b.c.d.e', `${'.'.repeat(8_000)}`]
  for (const token of segments) expect((await post(callEcho, bearer(token))).status).toBe(401)
  const jwe = `${Buffer.from('{"alg":"dir","enc":"A256GCM","zip":"DEF"}').toString('base64url')}..AAAA.AAAA.AAAA`
  expect((await post(callEcho, bearer(jwe))).status).toBe(401)
  const deep = unsignedToken({ alg: 'RS256' }, `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'AAAA')
  expect((await post(callEcho, bearer(deep))).status).toBe(401)
  const nested = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  expect((await post(nested, good)).status).toBeLessThan(500)
  expect((await post('x'.repeat(20 * 1024 * 1024), good)).status).toBe(413)
  expect((await post(callEcho, good)).status).toBe(200)
})

attack(28, async () => {
  const long = 'a'.repeat(15_000)
  const values = [
    `${long}!`,
    `${'=a'.repeat(7_000)}`,
    `${'a='.repeat(7_000)}!`,
    ' '.repeat(15_000),
    `${'. '.repeat(7_000)}`,
  ]
  for (const value of values) expect((await post(callEcho, bearer(value))).status).toBeLessThan(500)
  const search = (times: number): string => `?${'&access_tokens'.repeat(times)}${'='.repeat(times)}`
  expect((await post(callEcho, {}, search(500))).status).toBe(401)
  expect((await post(callEcho, {}, search(1_000))).status).toBe(414)
  const claims = { scp: Array.from({ length: 500 }, () => ' '.repeat(10)), aud: `${'/'.repeat(5_000)}!` }
  expect((await post(callEcho, bearer(await tokenWith(claims)))).status).toBe(401)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await post(`${'&'.repeat(15_000)}access_token`, form)).status).toBe(401)
})

attack(29, async () => {
  const claims = JSON.parse(
    '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  ) as object
  const response = await post(
    callEcho,
    bearer(await tokenWith({ ...claims, ['__proto__']: { admin: true } })),
  )
  expect(response.status).toBe(200)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
  const arguments_ =
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"__proto__":{"admin":true}}}}'
  expect((await post(arguments_, bearer(await tokenWith()))).status).toBe(200)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

attack(30, async () => {
  const evil = 'x\r\nset-cookie: a=1\r\n\u001b[31m<script>"\\\u202e'
  const before = records.length
  const tokens = await Promise.all([
    tokenWith({ aud: evil }),
    tokenWith({ iss: evil }),
    tokenWith({ sub: undefined, exp: evil }),
    tokenWith({}, { kid: evil }),
    tokenWith({}, { typ: evil }),
  ])
  for (const token of tokens) {
    const response = await post(callEcho, bearer(token))
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
    expect(response.headers.has('set-cookie')).toBe(false)
    const said = (await response.text()) + (response.headers.get('www-authenticate') ?? '')
    expect(said).not.toMatch(/[\r\n\u001b\u202e]|<script>/)
  }
  const refusals = records.slice(before).map(({ fields }) => String(fields['refusal']))
  expect(refusals.length).toBeGreaterThanOrEqual(tokens.length)
  // eslint would call these characters a mistake; here they are what must not be found.
  for (const refusal of refusals) expect(refusal).not.toMatch(/[^\x20-\x7e]/)
})

attack(31, async () => {
  const token = await tokenWith()
  const { port } = new URL(served.origin)
  const head = `POST /mcp HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\ncontent-length: 0\r\n`
  const twice = await sendRaw(
    Number(port),
    `${head}Authorization: Bearer ${token}\r\nauthorization: Bearer ${token}\r\n\r\n`,
  )
  expect(twice).toMatch(/^HTTP\/1\.1 400 /)
  expect(twice).toContain('error="invalid_request"')
  expect((await post(callEcho, { authorization: `Bearer ${token}, Bearer ${token}` })).status).toBe(400)
  expect((await post(callEcho, bearer(token), `?access_token=${token}`)).status).toBe(400)
  expect((await post(callEcho, {}, `?access_token=${token}`)).status).toBe(400)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await post(`access_token=${token}`, form)).status).toBe(400)
  expect((await post(`a=1&access_token=${token}`, { ...form, ...bearer(token) })).status).toBe(400)
})
