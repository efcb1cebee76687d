import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { ask, createGatewayFixture, functionRoute, type GatewayFixture } from '../support/gateway-fixture.ts'
import { makeKey, type AuthorityKey } from '../support/signing-authority.ts'
import { signed } from '../support/token-policy.ts'

/** A key server that can be told to misbehave. */
class UnreliableKeyServer {
  fetches = 0
  /** Requests that were neither answered nor given up. */
  open = 0
  keys: readonly object[] = []
  behave: (response: ServerResponse) => void = this.answerWell.bind(this)
  private readonly server: Server

  constructor() {
    this.server = createServer((_request, response) => {
      this.fetches++
      this.open++
      response.on('close', () => this.open--)
      this.behave(response)
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/keys`
  }

  answerWell(response: ServerResponse): void {
    this.send(response, 200, JSON.stringify({ keys: this.keys }))
  }

  send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

const issuer = 'https://issuer.example'
let keyServer: UnreliableKeyServer
let fixture: GatewayFixture
let key: AuthorityKey
let time = 0

beforeEach(async () => {
  time = Date.now()
  key = await makeKey('ES256')
  keyServer = new UnreliableKeyServer()
  keyServer.keys = [key.jwk]
  await keyServer.start()
  const handler = {
    module: '$import(sallyport)',
    export: 'OpenIdJwtInboundPolicy',
    options: {
      issuer,
      jwkUrl: keyServer.url,
      audience: 'api',
      keySet: { refreshSeconds: 600, maxStaleSeconds: 3_600, timeoutSeconds: 1 },
    },
  }
  fixture = await createGatewayFixture({
    now: () => time,
    catalog: standardCatalog,
    policies: [{ name: 'auth', policyType: 'open-id-jwt-auth-inbound', handler }],
    paths: { '/who': { get: functionRoute('who', { policies: { inbound: ['auth'] } }) } },
    modules: { './modules/m': { who: (request: { user: { sub: string } }) => request.user.sub } },
  })
})
afterEach(async () => {
  await fixture.close()
  await keyServer.stop()
})

async function statusOf(signer: AuthorityKey, count = 1): Promise<number[]> {
  const iat = Math.floor(time / 1000)
  const responses = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const token = await signed(signer, { iss: issuer, aud: 'api', sub: `u-${index}`, iat, exp: iat + 600 })
      return ask(fixture, '/who', { headers: { authorization: `Bearer ${token}` } })
    }),
  )
  return [...new Set(responses.map(({ status }) => status))]
}
const readiness = async (): Promise<number> => (await ask(fixture, '/ready')).status

/** Waits until the reads that are under way have ended, however they end. */
async function settle(): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, 20))
  while (keyServer.open > 0)
}

const failures: Readonly<Record<string, (server: UnreliableKeyServer) => void>> = {
  slow: (server) => (server.behave = () => undefined),
  dripping: (server) =>
    (server.behave = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    }),
  down: (server) => (server.behave = (response) => void response.destroy()),
  'answering 500': (server) => (server.behave = (response) => server.send(response, 500, '{}')),
  redirecting: (server) =>
    (server.behave = (response) => server.send(response, 302, '', { location: 'http://127.0.0.1:1/keys' })),
  oversize: (server) =>
    (server.behave = (response) =>
      server.send(response, 200, JSON.stringify({ keys: [], pad: 'x'.repeat(100_000) }))),
  'of another type': (server) =>
    (server.behave = (response) => {
      server.send(response, 200, JSON.stringify({ keys: server.keys }), { 'content-type': 'text/html' })
    }),
}

describe.each(Object.entries(failures))('a key server that is %s', (_name, fail) => {
  it('is not missed by those whose keys are known, and strangers are told to come back', async () => {
    expect(await statusOf(key)).toEqual([200])
    const before = keyServer.fetches
    fail(keyServer)
    const stranger = await makeKey('ES256')
    // A burst every quarter of an hour; the keys count for an hour from their last good read.
    for (let burst = 1; burst <= 3; burst++) {
      time += 900_000
      expect(await statusOf(key, 5)).toEqual([200])
      expect(await statusOf(stranger, 5)).toEqual([503])
      await settle()
    }
    // At most a read for each burst and each kind of caller, however many they are.
    expect(keyServer.fetches - before).toBeLessThanOrEqual(6)
    expect(await readiness()).toBe(200)
    time += 960_000
    expect(await statusOf(key, 5)).toEqual([503])
    expect(await readiness()).toBe(503)
    keyServer.behave = keyServer.answerWell.bind(keyServer)
    time += 31_000
    expect(await statusOf(key, 5)).toEqual([200])
    expect(await statusOf(stranger)).toEqual([401])
    expect(await readiness()).toBe(200)
  })
})

describe('a key server that rotates its keys', () => {
  it('is followed at the first token of a new key, and old keys end', async () => {
    expect(await statusOf(key)).toEqual([200])
    const next = await makeKey('ES256')
    keyServer.keys = [next.jwk]
    time += 31_000
    const before = keyServer.fetches
    expect(await statusOf(next, 20)).toEqual([200])
    expect(keyServer.fetches - before).toBe(1)
    expect(await statusOf(key)).toEqual([401])
  })
})

describe('a key server that was never there', () => {
  it('gives 503 with Retry-After and no readiness, asked once every two seconds', async () => {
    const cold = new UnreliableKeyServer()
    await cold.start()
    cold.behave = (response) => void response.destroy()
    await fixture.close()
    const handler = {
      module: '$import(sallyport)',
      export: 'OpenIdJwtInboundPolicy',
      options: { issuer, jwkUrl: cold.url, audience: 'api' },
    }
    fixture = await createGatewayFixture({
      now: () => time,
      catalog: standardCatalog,
      policies: [{ name: 'auth', policyType: 'open-id-jwt-auth-inbound', handler }],
      paths: { '/who': { get: functionRoute('who', { policies: { inbound: ['auth'] } }) } },
      modules: { './modules/m': { who: () => 'nobody' } },
    })
    for (let second = 0; second < 10; second++) {
      expect(await statusOf(key, 10)).toEqual([503])
      time += 1_000
    }
    expect(cold.fetches).toBeLessThanOrEqual(6)
    expect(await readiness()).toBe(503)
    const anonymous = await ask(fixture, '/who')
    expect(anonymous.status).toBe(401)
    await cold.stop()
  })
})
