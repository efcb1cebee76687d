import { createPublicKey } from 'node:crypto'
import { exportSPKI, SignJWT } from 'jose'
import { afterAll, beforeAll, expect } from 'vitest'
import { attack } from '../support/attack.ts'
import { startGuardedGateway, type GuardedGateway } from '../support/guarded-gateway.ts'
import { makeKey, unsignedToken, type TokenChanges } from '../support/signing-authority.ts'

let gateway: GuardedGateway
beforeAll(async () => {
  gateway = await startGuardedGateway()
  expect((await gateway.call(await gateway.token())).status).toBe(200)
})
afterAll(() => gateway.close())

/** Expects a 401 that calls the token invalid. */
async function expectRefused(token: string): Promise<void> {
  const response = await gateway.call(token)
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  for (const part of token.split('.').filter((part) => part.length > 8))
    expect(await response.clone().text()).not.toContain(part)
}
const refuse = async (changes: TokenChanges): Promise<void> => expectRefused(await gateway.token(changes))

attack(1, async () => {
  const before = gateway.authority.fetches
  const claims = gateway.authority.claims()
  for (const header of [{ alg: 'none' }, { alg: 'None' }, { alg: 'NONE' }, { alg: '' }, {}, { alg: null }])
    for (const signature of ['', 'AAAA']) await expectRefused(unsignedToken(header, claims, signature))
  expect(gateway.authority.fetches).toBe(before)
})

attack(2, async () => {
  const { publicKey, jwk } = gateway.authority.key
  const pem = await exportSPKI(publicKey)
  const der = createPublicKey(pem).export({ type: 'spki', format: 'der' })
  for (const secret of [Buffer.from(pem), Buffer.from(pem.trim()), der, Buffer.from(JSON.stringify(jwk))]) {
    for (const alg of ['HS256', 'HS512']) {
      const header = { alg, kid: jwk.kid ?? '' }
      await expectRefused(
        await new SignJWT(gateway.authority.claims()).setProtectedHeader(header).sign(secret),
      )
    }
  }
})

attack(3, async () => {
  const { authority } = gateway
  const others = await Promise.all(['ES256', 'PS256', 'EdDSA', 'RS512'].map((alg) => makeKey(alg)))
  authority.published = [authority.key.jwk, ...others.map(({ jwk }) => jwk)]
  gateway.pass(700_000)
  for (const key of others) await refuse({ key, claims: timesNow() })
  authority.published = [authority.key.jwk]
})

attack(4, async () => {
  const hostile = [undefined, '', '../../etc/passwd', "' OR '1'='1", '__proto__', 'k'.repeat(10_000), 7, {}]
  for (const kid of hostile) await refuse({ header: { kid }, claims: timesNow() })
  const said = JSON.stringify(gateway.fixture.records)
  expect(said).not.toContain('k'.repeat(300))
})

attack(5, async () => {
  const attacker = await makeKey('RS256', gateway.authority.key.jwk.kid)
  const brought = [
    { jwk: attacker.jwk },
    { jku: `${gateway.authority.origin}/attacker` },
    { x5u: `${gateway.authority.origin}/attacker` },
    { x5c: ['AAAA'] },
  ]
  gateway.authority.answers.set('/attacker', { status: 200, body: JSON.stringify({ keys: [attacker.jwk] }) })
  for (const header of brought) await refuse({ key: attacker, header, claims: timesNow() })
})

attack(9, async () => {
  const audiences = [
    'http://127.0.0.1:9000/books/mcp',
    'client-1',
    'http://127.0.0.1:9000',
    `${audienceOf()}/`,
  ]
  for (const aud of [...audiences, `${audienceOf()}?x`, [], ['a', 'b']])
    await refuse({ claims: { aud, ...timesNow() } })
  const idToken = { aud: 'client-1', cid: undefined, scp: undefined, nonce: 'n', jti: 'ID.1', ...timesNow() }
  await refuse({ claims: idToken })
  await refuse({ claims: { ...idToken, aud: audienceOf() } })
  for (const typ of ['oauth-id-jag+jwt', 'application/okta-internal-at+jwt', 'logout+jwt', 'dpop+jwt'])
    await refuse({ header: { typ }, claims: timesNow() })
  // What is for the sibling passes there, and only there.
  const sibling = await gateway.token({ claims: { aud: audiences[0], ...timesNow() } })
  expect((await gateway.call(sibling, { path: '/books/mcp' })).status).toBe(200)
  expect(
    (await gateway.call(await gateway.token({ claims: timesNow() }), { path: '/books/mcp' })).status,
  ).toBe(401)
})

attack(10, async () => {
  const { issuer, key } = gateway.authority
  const others = [
    `${issuer}/`,
    issuer.toUpperCase(),
    issuer.replace('aus1', 'aus2'),
    issuer.replace('http', 'https'),
  ]
  for (const iss of [...others, '', undefined, [issuer], `${issuer} `])
    await refuse({ claims: { iss, ...timesNow() } })
  const namesake = await makeKey('RS256', key.jwk.kid)
  await refuse({ key: namesake, claims: { iss: issuer.replace('aus1', 'aus2'), ...timesNow() } })
  await refuse({ key: namesake, claims: timesNow() })
})

attack(11, async () => {
  const now = gateway.seconds()
  const fine = { iat: now, exp: now + 60 }
  for (const exp of [now - 60, undefined, null, '9999999999', -1, 1e20, Number.MAX_VALUE, [now + 60]])
    await refuse({ claims: { ...fine, exp } })
  for (const iat of [now + 3_600, undefined, '0', -1]) await refuse({ claims: { ...fine, iat } })
  for (const nbf of [now + 3_600, 'soon', null]) await refuse({ claims: { ...fine, nbf } })
  const limited = await startGuardedGateway({ maxTokenLifetimeSeconds: 600 })
  expect((await limited.call(await limited.token())).status).toBe(401)
  await limited.close()
})

attack(35, async () => {
  const { issuer } = gateway.authority
  const iss = [
    issuer.replace('aus1', 'aus\u00b9'),
    issuer.replace('a', '\u0430'),
    `${issuer}\u200b`,
    issuer.normalize('NFD') + '\u0000',
  ]
  for (const one of iss) await refuse({ claims: { iss: one, ...timesNow() } })
  const aud = [
    'HTTP://127.0.0.1:9000/mcp',
    'http://127.0.0.1:9000/MCP',
    'http://127.0.0.1:9000/%6dcp',
    '\uff48ttp://127.0.0.1:9000/mcp',
  ]
  for (const one of aud) await refuse({ claims: { aud: one, ...timesNow() } })
})

/** The clock of the gateway was moved; tokens are made by it. */
function timesNow(): { iat: number; exp: number } {
  return { iat: gateway.seconds(), exp: gateway.seconds() + 600 }
}

function audienceOf(): string {
  return 'http://127.0.0.1:9000/mcp'
}
