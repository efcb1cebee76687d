import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import type { Exchange } from '../../../../../src/gateway/exchange.ts'
import type { InboundPolicy } from '../../../../../src/gateway/policy.ts'
import { openIdJwtAuth } from '../../../../../src/policies/inbound/open-id-jwt-auth/open-id-jwt-auth.ts'
import {
  contextOf,
  createWorld,
  exchangeWith,
  routeAt,
  type World,
} from '../../../../support/policy-setup.ts'
import { makeKey, SigningAuthority } from '../../../../support/signing-authority.ts'

let authority: SigningAuthority
let world: World
beforeAll(async () => {
  authority = await SigningAuthority.start()
  world = createWorld({ routes: [routeAt('/mcp')] })
})
afterAll(async () => {
  await world.close()
  await authority.stop()
})
beforeEach(() => {
  authority.answers.clear()
  world.problems.splice(0)
})

const audience = 'http://127.0.0.1:9000/mcp'
const secret = 'a secret that is at least 32 bytes long'

function create(options: Record<string, unknown>): InboundPolicy {
  const { value, problems } = checkShape(openIdJwtAuth.options, { audience, ...options })
  if (value === undefined) throw new Error(problems.map(({ message }) => message).join(' '))
  return openIdJwtAuth.create(value, world.setup)
}

async function ask(
  policy: InboundPolicy,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; exchange: Exchange }> {
  const exchange = exchangeWith({ headers })
  return { status: (await policy.handle(exchange, contextOf(exchange, world.services)))?.status, exchange }
}
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
const hmac = (alg: string, key = secret): Promise<string> =>
  new SignJWT(authority.claims()).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key))

describe('OpenIdJwtInboundPolicy', () => {
  it('finds the keys through the metadata of the issuer', async () => {
    const metadata = { issuer: authority.issuer, jwks_uri: `${authority.issuer}/v1/keys` }
    authority.answers.set('/oauth2/aus1/.well-known/openid-configuration', {
      status: 200,
      body: JSON.stringify(metadata),
    })
    expect(
      (await ask(create({ issuer: authority.issuer }), bearer(await authority.token()))).status,
    ).toBeUndefined()
  })

  it('reads the keys at jwkUrl, sending the headers along', async () => {
    const policy = create({
      issuer: authority.issuer,
      jwkUrl: `${authority.issuer}/v1/keys`,
      headers: { 'x-key': 'k' },
    })
    expect(
      (
        await ask(
          policy,
          bearer(await authority.token({ claims: { cid: undefined, scp: undefined, scope: 'a' } })),
        )
      ).status,
    ).toBeUndefined()
    expect(authority.lastHeaders['x-key']).toBe('k')
  })

  it('verifies with a secret, and then with nothing else (attack 2)', async () => {
    const policy = create({ issuer: authority.issuer, secret })
    expect((await ask(policy, bearer(await hmac('HS256')))).status).toBeUndefined()
    expect((await ask(policy, bearer(await hmac('HS256', `${secret}?`)))).status).toBe(401)
    expect((await ask(policy, bearer(await authority.token()))).status).toBe(401)
    const withKeys = create({ issuer: authority.issuer, jwkUrl: `${authority.issuer}/v1/keys` })
    expect((await ask(withKeys, bearer(await hmac('HS256')))).status).toBe(401)
  })

  it('accepts the algorithms it is told', async () => {
    const elliptic = await makeKey('ES384')
    authority.published = [authority.key.jwk, elliptic.jwk]
    const jwkUrl = `${authority.issuer}/v1/keys`
    const token = await authority.token({ key: elliptic })
    expect((await ask(create({ issuer: authority.issuer, jwkUrl }), bearer(token))).status).toBe(401)
    expect(
      (await ask(create({ issuer: authority.issuer, jwkUrl, algorithms: ['ES384'] }), bearer(token))).status,
    ).toBeUndefined()
    authority.published = [authority.key.jwk]
  })

  it('takes token and subject from where it is told', async () => {
    const policy = create({ issuer: authority.issuer, secret, authHeader: 'X-Token', subPropertyName: 'uid' })
    const { exchange } = await ask(policy, { 'x-token': await hmac('HS512') })
    expect(exchange.user?.sub).toBe('00u1')
  })

  it('warns about an issuer that is not checked and a secret that can be guessed', () => {
    create({ secret: 'short' })
    expect(world.problems.map(({ code }) => code)).toEqual([
      'SALLYPORT_CONFIG_ISSUER_UNCHECKED',
      'SALLYPORT_CONFIG_SECRET_SHORT',
    ])
    expect(JSON.stringify(world.problems)).not.toContain('short"')
  })
})
