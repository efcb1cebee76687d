import { exportJWK } from 'jose'
import { expect, vi } from 'vitest'
import { checkShape } from '../../src/foundation/json/shape.ts'
import { BufferedBody, type Reply } from '../../src/gateway/exchange.ts'
import { openIdJwtAuthOptions } from '../../src/policies/inbound/open-id-jwt-auth/options.ts'
import { attack } from '../support/attack.ts'
import { echoCall, startGuardedGateway, type GuardedGateway } from '../support/guarded-gateway.ts'
import { exchangeWith } from '../support/policy-setup.ts'
import { makeKey, unsignedToken, type SigningAuthority } from '../support/signing-authority.ts'

const path = '/oauth2/aus1/v1/keys'

async function withGateway(
  body: (gateway: GuardedGateway) => Promise<void>,
  prepare?: (authority: SigningAuthority) => void,
): Promise<void> {
  const gateway = await startGuardedGateway({}, prepare)
  try {
    await body(gateway)
  } finally {
    await gateway.close()
  }
}

attack(6, () =>
  withGateway(async (gateway) => {
    const { authority } = gateway
    const attacker = await makeKey('RS256', 'attacker')
    const privateKey = { ...(await exportJWK(attacker.privateKey)), kid: 'attacker' }
    const set = (...keys: object[]): string => JSON.stringify({ keys: [...keys, authority.key.jwk] })
    authority.answers.set('/elsewhere', { status: 200, body: set(attacker.jwk) })
    const spoofed = [
      { status: 302, body: '', headers: { location: `${authority.origin}/elsewhere` } },
      { status: 200, body: set(attacker.jwk), headers: { 'content-type': 'text/html' } },
      { status: 200, body: 'not JSON' },
      { status: 200, body: JSON.stringify([attacker.jwk]) },
      { status: 200, body: set(attacker.jwk, attacker.jwk) },
      { status: 200, body: set(attacker.jwk, { padding: 'x'.repeat(70_000) }) },
      {
        status: 200,
        body: set(...Array.from({ length: 101 }, (_, kid) => ({ ...attacker.jwk, kid: `${kid}` }))),
      },
      { status: 200, body: set(privateKey) },
      { status: 200, body: set(attacker.jwk, { kty: 'oct', k: 'AAAA', kid: 'x' }) },
    ]
    const good = await gateway.token({ claims: { exp: gateway.seconds() + 80_000 } })
    expect((await gateway.call(good)).status).toBe(200)
    for (const answer of spoofed) {
      authority.answers.set(path, answer)
      gateway.pass(700_000)
      const claims = { iat: gateway.seconds(), exp: gateway.seconds() + 600 }
      const forged = await gateway.call(await gateway.token({ key: attacker, claims }))
      expect(forged.status).not.toBe(200)
      expect((await gateway.call(good)).status).toBe(200)
    }
    expect(gateway.fixture.records.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0)
    // Keys are read over https, and http on this machine alone; a key set elsewhere must be named by the operator.
    for (const jwkUrl of [
      'http://issuer.example/keys',
      'file:///etc/passwd',
      'https://u:p@issuer.example/keys',
    ])
      expect(
        checkShape(openIdJwtAuthOptions, { issuer: 'https://issuer.example', jwkUrl }).value,
      ).toBeUndefined()
  }),
)

attack(7, () =>
  withGateway(async (gateway) => {
    const good = await gateway.token()
    expect((await gateway.call(good)).status).toBe(200)
    gateway.pass(31_000)
    const before = gateway.authority.fetches
    const claims = gateway.authority.claims()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        gateway.call(unsignedToken({ alg: 'RS256', kid: `junk-${index}` }, claims, 'AAAA')),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect(gateway.authority.fetches - before).toBe(1)
    expect((await gateway.call(good)).status).toBe(200)
    await floodWithForgedSignatures(gateway, good)
  }),
)

/** From an address of the network: after a hundred refusals nothing is verified, and others notice nothing. */
async function floodWithForgedSignatures(gateway: GuardedGateway, known: string): Promise<void> {
  const from = async (clientAddress: string, token?: string): Promise<Reply> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const body = new BufferedBody(echoCall)
    const json = { 'content-type': 'application/json', ...headers }
    return gateway.fixture.gateway.handle(exchangeWith({ clientAddress, headers: json, body }))
  }
  const attacker = await makeKey('RS256', gateway.authority.key.jwk.kid ?? '')
  const expired = await gateway.token({ claims: { exp: gateway.seconds() - 600 } })
  // What honest clients send does not count: nothing at all, and tokens that have ended.
  for (let round = 0; round < 150; round++) {
    expect((await from('2001:db8::1')).status).toBe(401)
    expect((await from('2001:db8::1', expired)).status).toBe(401)
  }
  const verify = vi.spyOn(crypto.subtle, 'verify')
  const statuses: number[] = []
  for (let round = 0; round < 120; round++) {
    const claims = { ...gateway.authority.claims(), jti: `forged-${round}` }
    const token = await gateway.token({ key: attacker, claims })
    // Another address of the same caller each time.
    statuses.push((await from(`2001:db8::${(round + 1).toString(16)}`, token)).status)
  }
  expect(statuses).toEqual([...Array<number>(100).fill(401), ...Array<number>(20).fill(429)])
  expect(verify).toHaveBeenCalledTimes(100)
  const fresh = await gateway.token({ claims: { jti: 'fresh' } })
  const held = await from('2001:db8::1', fresh)
  expect([held.status, Number(held.headers['retry-after']) > 0]).toEqual([429, true])
  expect(verify).toHaveBeenCalledTimes(100)
  verify.mockRestore()
  // A token that was accepted a moment ago passes, and so does every other address; nobody signs in: the challenge.
  expect((await from('2001:db8::1', known)).status).toBe(200)
  expect((await from('2001:db8:0:1::1', fresh)).status).toBe(200)
  expect((await from('2001:db8::1')).status).toBe(401)
  gateway.pass(60_000)
  expect((await from('2001:db8::1', await gateway.token({ claims: { jti: 'later' } }))).status).toBe(200)
}

attack(8, () =>
  withGateway(
    async (gateway) => {
      const { authority } = gateway
      const tokenNow = (): Promise<string> =>
        gateway.token({ claims: { iat: gateway.seconds(), exp: gateway.seconds() + 600 } })
      const cold = await gateway.call(await tokenNow())
      expect(cold.status).toBe(503)
      expect(Number(cold.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(cold.headers.has('www-authenticate')).toBe(false)
      authority.answers.delete(path)
      gateway.pass(2_000)
      expect((await gateway.call(await tokenNow())).status).toBe(200)
      authority.answers.set(path, { status: 500, body: '' })
      gateway.pass(23 * 3_600_000)
      expect((await gateway.call(await tokenNow())).status).toBe(200)
      gateway.pass(2 * 3_600_000)
      expect((await gateway.call(await tokenNow())).status).toBe(503)
      authority.answers.delete(path)
      gateway.pass(2_000)
      expect((await gateway.call(await tokenNow())).status).toBe(200)
    },
    (authority) => void authority.answers.set(path, { status: 500, body: '' }),
  ),
)
