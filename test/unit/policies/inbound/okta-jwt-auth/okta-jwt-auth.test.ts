import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import type { InboundPolicy } from '../../../../../src/gateway/policy.ts'
import { oktaJwtAuth } from '../../../../../src/policies/inbound/okta-jwt-auth/okta-jwt-auth.ts'
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
afterEach(() => void world.problems.splice(0))

function create(options: Record<string, unknown>): InboundPolicy {
  const { value, problems } = checkShape(oktaJwtAuth.options, options)
  if (value === undefined) throw new Error(problems.map(({ message }) => message).join(' '))
  return oktaJwtAuth.create(value, world.setup)
}

async function statusFor(policy: InboundPolicy, token: string): Promise<number | undefined> {
  const exchange = exchangeWith({ headers: { authorization: `Bearer ${token}` } })
  return (await policy.handle(exchange, contextOf(exchange, world.services)))?.status
}

describe('OktaJwtInboundPolicy', () => {
  it('accepts the tokens of the issuer, written as issuer or as issuerUrl', async () => {
    for (const name of ['issuer', 'issuerUrl']) {
      const policy = create({
        [name]: authority.issuer,
        audience: 'http://127.0.0.1:9000/mcp',
        oAuthResourceMetadataEnabled: true,
      })
      expect(await statusFor(policy, await authority.token())).toBeUndefined()
      expect(policy.protectedResource).toMatchObject({ issuers: [authority.issuer], metadataEnabled: true })
    }
    expect(world.problems).toEqual([])
  })

  it('accepts nothing but RS256, whatever the issuer publishes (attack 3)', async () => {
    const elliptic = await makeKey('ES256')
    authority.published = [authority.key.jwk, elliptic.jwk]
    const policy = create({ issuer: authority.issuer, audience: 'http://127.0.0.1:9000/mcp' })
    expect(await statusFor(policy, await authority.token({ key: elliptic }))).toBe(401)
    authority.published = [authority.key.jwk]
  })

  it('[R9] refuses ID tokens of the same issuer (attack 9)', async () => {
    const policy = create({ issuer: authority.issuer })
    const idToken = await authority.token({
      claims: { aud: 'client-1', cid: undefined, scp: undefined, nonce: 'n', jti: 'ID.x' },
    })
    expect(await statusFor(policy, idToken)).toBe(401)
  })

  it('warns about issuers that Okta does not have', () => {
    create({ issuerUrl: 'https://org.okta.com/oauth2/aus1/', audience: 'http://127.0.0.1:9000/mcp' })
    create({ issuer: 'https://org.okta.com', audience: 'http://127.0.0.1:9000/mcp' })
    expect(world.problems).toMatchObject([
      {
        code: 'SALLYPORT_CONFIG_ISSUER_SUSPECT',
        path: ['issuerUrl'],
        message: expect.stringContaining('slash'),
      },
      {
        code: 'SALLYPORT_CONFIG_ISSUER_SUSPECT',
        path: ['issuer'],
        message: expect.stringContaining('org authorization server'),
      },
    ])
  })
})
