import { randomBytes } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import type { LogRecord } from '../../src/telemetry/log.ts'
import { startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { modernHeaders, modernMessage } from '../support/mcp-world.ts'
import { SigningAuthority } from '../support/signing-authority.ts'
import { serveTemp, type TempProject } from '../support/temp-project.ts'
import { startTokenServer, type TokenServer } from '../support/token-server.ts'
import { createTwoGateShop } from '../support/two-gate-shop.ts'

/** A secret that is nowhere by chance. */
const canary = (what: string): string => `canary-${what}-${randomBytes(12).toString('hex')}`

interface UpstreamRequest {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

const secrets = {
  SERVICE_SECRET: canary('service'),
  EXCHANGE_SECRET: canary('exchange'),
  API_KEY: canary('key'),
}
const records: LogRecord[] = []
const received: UpstreamRequest[] = []
/** Whatever a caller was answered, with its headers. */
const answers: string[] = []
let authority: SigningAuthority
let upstream: LoopbackUpstream
let exchange: TokenServer
let project: TempProject
let served: ServedProject

beforeAll(async () => {
  authority = await SigningAuthority.start()
  exchange = await startTokenServer()
  upstream = await startUpstream((request, response, body) => {
    received.push({ url: request.url ?? '', headers: request.headers as Record<string, string>, body })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
  })
  const surroundings = { authority, upstream: upstream.url, exchange: exchange.url, environment: secrets }
  project = await createTwoGateShop(surroundings)
  served = await serveTemp(project.folder, { environment: secrets, records })
})
afterAll(async () => {
  await served.close(0)
  await Promise.all([authority.stop(), exchange.close(), upstream.close(), project.remove()])
})

const tokenOf = (claims: Record<string, unknown> = {}): Promise<string> =>
  authority.token({ claims: { aud: `${served.origin}/mcp`, jti: canary('jti'), ...claims } })

async function send(headers: HeadersInit, body: string, path = '/mcp'): Promise<Response> {
  const response = await fetch(served.origin + path, { method: 'POST', headers, body })
  answers.push(JSON.stringify([...response.headers]) + (await response.clone().text()))
  return response
}

/** Calls a tool in an era; whatever `text` is, it goes to the upstream. */
async function call(
  name: string,
  args: Record<string, unknown>,
  headers: Record<string, string>,
  era: 'legacy' | 'modern' = 'modern',
): Promise<{ status: number; failed: boolean }> {
  const params = { name, arguments: args }
  const message =
    era === 'modern'
      ? modernMessage('tools/call', params)
      : { jsonrpc: '2.0', id: 7, method: 'tools/call', params }
  const mirrored = era === 'modern' ? modernHeaders('tools/call', params) : {}
  const sent = { 'content-type': 'application/json', ...mirrored, ...headers }
  const response = await send(sent, JSON.stringify(message))
  const json = (await response.json()) as { result?: { isError?: boolean } }
  return { status: response.status, failed: json.result?.isError === true }
}

const lastReceived = (): UpstreamRequest => {
  const last = received.at(-1)
  if (last === undefined) throw new Error('nothing reached the upstream')
  return last
}
const logText = (): string => JSON.stringify(records)
const upstreamText = (): string => JSON.stringify(received)

/** No text holds any of the secrets, whole, in part of a token, percent-encoded or in base64. */
function expectAbsent(texts: readonly string[], hidden: readonly string[]): void {
  for (const secret of hidden) {
    const spellings = [
      secret,
      ...secret.split('.').filter((part) => part.length >= 20),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').slice(0, 24),
    ]
    for (const text of texts) for (const spelled of spellings) expect(text).not.toContain(spelled)
  }
}

describe('the second gate', () => {
  it.each([
    ['plain', undefined],
    ['keyed', () => secrets.API_KEY],
    ['guarded', () => secrets.API_KEY],
    ['exchanged', () => 'Bearer issued-1'],
  ])('%s sends the upstream its own credential, never that of the caller', async (name, expected) => {
    const token = await tokenOf()
    for (const era of ['legacy', 'modern'] as const) {
      const { failed } = await call(name, { text: 'hello' }, { authorization: `Bearer ${token}` }, era)
      expect([name, failed]).toEqual([name, false])
      expect(lastReceived().headers['authorization']).toBe(expected?.())
    }
    expectAbsent([upstreamText(), logText()], [token])
  })

  it('asks the exchange for the caller at hand, once', () => {
    expect(exchange.asked).toHaveLength(1)
    expect(exchange.asked[0]).toMatchObject({ audience: 'books', client: 'gateway' })
  })

  it("gives the upstream a token of the embedded authorization server, got with the gateway's own client", async () => {
    const caller = await tokenOf()
    const tokens: string[] = []
    for (const text of ['one', 'two']) {
      expect((await call('own', { text }, { authorization: `Bearer ${caller}` })).failed).toBe(false)
      tokens.push(lastReceived().headers['authorization']?.replace('Bearer ', '') ?? '')
    }
    expect(new Set(tokens).size).toBe(1)
    const keys = createRemoteJWKSet(new URL(`${served.origin}/oauth2/books/v1/keys`))
    const { payload } = await jwtVerify(tokens[0] ?? '', keys, {
      issuer: `${served.origin}/oauth2/books`,
      audience: 'https://books.example',
    })
    expect(payload).toMatchObject({ sub: 'gateway-service', scp: ['books:read'] })
    expectAbsent([logText(), ...answers], tokens)
  })

  it('tells a caller that there is no token, and the log why', async () => {
    const { failed } = await call('denied', { text: 'x' }, { authorization: `Bearer ${await tokenOf()}` })
    expect(failed).toBe(true)
    expect(answers.at(-1)).toContain('SALLYPORT_UPSTREAM_TOKEN_REFUSED')
    expect(logText()).toContain('invalid_client')
  })
})

describe('a canary', () => {
  const argument = canary('argument')
  const carried = {
    cookie: `session=${canary('cookie')}`,
    'x-secret': canary('header'),
    'mcp-session-id': canary('session'),
    traceparent: canary('trace'),
    'x-forwarded-for': canary('forwarded'),
    'proxy-authorization': `Basic ${canary('proxy')}`,
  }
  const tokens: string[] = []

  it('in tokens, headers and arguments of calls that pass and calls that fail', async () => {
    const good = await tokenOf({ scp: ['mcp:access'] })
    tokens.push(good)
    const headers = { ...carried, authorization: `Bearer ${good}` }
    for (const era of ['legacy', 'modern'] as const) {
      for (const name of [
        'plain',
        'keyed',
        'own',
        'exchanged',
        'guarded',
        'scoped',
        'judged',
        'down',
        'denied',
      ])
        await call(name, { text: argument, count: 1 }, headers, era)
      // Arguments that do not fit, and ones that nobody knows.
      await call('plain', { text: argument, count: argument }, headers, era)
      await call('plain', { text: { deep: [argument] } }, headers, era)
      await call('plain', { text: 'x', unknown: argument }, headers, era)
      await call(argument, { text: argument }, headers, era)
    }
    expect(upstreamText()).toContain(argument)
    expect(
      records.some(({ fields }) => fields?.['refusal']?.toString().startsWith('condition:') === true),
    ).toBe(true)
  })

  it('in tokens that are not accepted, wherever they stand', async () => {
    const ended = Math.floor(Date.now() / 1000) - 3600
    const bad = [
      await tokenOf({ exp: ended, iat: ended - 60 }),
      await tokenOf({ aud: canary('audience').toLowerCase().replace('canary', 'other') }),
      await authority.token({ header: { kid: 'unknown' }, claims: { jti: canary('kid') } }),
      `${(await tokenOf()).slice(0, -8)}AAAAAAAA`,
      canary('malformed'),
      `${canary('a')}.${canary('b')}.${canary('c')}`,
    ]
    tokens.push(...bad)
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params: { note: argument } })
    for (const token of bad) {
      for (const scheme of ['Bearer', 'DPoP', 'Basic', ''])
        expect(
          (await send({ ...carried, authorization: `${scheme} ${token}`.trim() }, body)).status,
        ).toBeGreaterThan(399)
      await send({ authorization: `Bearer ${token}`, dpop: canary('proof') }, body)
      await send({}, body, `/mcp?access_token=${token}`)
      await send({ 'content-type': 'application/x-www-form-urlencoded' }, `access_token=${token}`)
      await send({ authorization: `Bearer ${token}`, 'content-type': 'application/json' }, '{}', '/guarded')
    }
  })

  it('in bodies that cannot be read', async () => {
    const authorization = `Bearer ${tokens[0] ?? ''}`
    const bodies = [
      `{"jsonrpc":"2.0","id":1,"method":"${argument}"}`,
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":"${argument}"}`,
      `{"jsonrpc":"${argument}","id":1}`,
      `{"broken": "${argument}`,
      `"${argument}"`,
      `[{"jsonrpc":"2.0","id":1,"method":"${argument}"}]`,
      `{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"cursor":"${argument}"}}`,
      `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"${argument}"}}`,
      `${'['.repeat(500)}"${argument}"${']'.repeat(500)}`,
    ]
    for (const body of bodies) await send({ ...carried, authorization }, body)
  })

  it('is in no log, and of no token in any request to the upstream', () => {
    const headerSecrets = Object.values(carried).map((value) => value.split(/[ =]/).at(-1) ?? '')
    const configured = Object.values(secrets)
    expect(records.filter(({ message }) => message === 'request').length).toBeGreaterThan(60)
    expectAbsent([logText()], [...tokens, ...headerSecrets, ...configured, argument])
    expectAbsent([upstreamText()], [...tokens, secrets.SERVICE_SECRET, secrets.EXCHANGE_SECRET])
    // What is only between the client and the gateway stays there; other fields of the caller go on by design.
    for (const name of ['cookie', 'mcp-session-id', 'proxy-authorization'] as const)
      expectAbsent([upstreamText()], [carried[name].split(/[ =]/).at(-1) ?? ''])
  })

  it('is in no answer', () => {
    const issued = received.flatMap(({ headers }) => headers['authorization'] ?? [])
    expect(answers.length).toBeGreaterThan(60)
    expectAbsent(answers, [
      ...tokens,
      ...Object.values(secrets),
      ...Object.values(carried).map((value) => value.split(/[ =]/).at(-1) ?? ''),
      ...issued.map((value) => value.replace('Bearer ', '')),
    ])
    expectAbsent(answers, [argument])
  })
})
