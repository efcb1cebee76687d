import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeOkta } from '../../../../src/oauth/resource-server/identity-providers/okta.ts'
import {
  audiencesOf,
  claimRules,
  createJwtPolicy,
  createJwtVerifier,
  createPolicyRevocations,
} from '../../../../src/policies/bearer/create-jwt-policy.ts'
import { createIssuerKeys } from '../../../../src/policies/bearer/issuer-keys.ts'
import { createWorld, routeAt, type World } from '../../../support/policy-setup.ts'
import { SigningAuthority } from '../../../support/signing-authority.ts'
import { accepts, jwtOptionsWith } from '../../../support/token-policy.ts'

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

describe('createJwtPolicy', () => {
  it('accepts each of several audiences, and calls the first its own', async () => {
    const options = jwtOptionsWith({ audience: ['http://localhost:9000/mcp', 'api://books'] })
    const policy = createJwtPolicy(describeOkta(authority.issuer), options, world.setup)
    for (const aud of ['http://127.0.0.1:9000/mcp', 'api://books'])
      expect(await accepts(policy, world, await authority.token({ claims: { aud } }))).toBe(true)
    for (const aud of ['api://books/', 'API://books', 'http://127.0.0.1:9000/mcp/'])
      expect(await accepts(policy, world, await authority.token({ claims: { aud } }))).toBe(false)
    expect(policy.protectedResource?.audience).toBe('http://localhost:9000/mcp')
  })

  it('forgets and refuses what was revoked: a token, a subject, a client', async () => {
    const policy = createJwtPolicy(describeOkta(authority.issuer), jwtOptionsWith(), world.setup)
    const revocations = [{ tokenId: 'AT.1' }, { subject: 'eve' }, { client: 'c-9' }]
    for (const revocation of revocations) {
      const token = await authority.token({ claims: { jti: 'AT.1', sub: 'eve', cid: 'c-9' } })
      expect(await accepts(policy, world, await authority.token({ claims: { jti: 'AT.0' } }))).toBe(true)
      await policy.onRevoked?.(revocation)
      expect(await accepts(policy, world, token)).toBe(false)
      expect(await accepts(policy, world, await authority.token({ claims: { jti: 'AT.0' } }))).toBe(true)
    }
  })

  it('lets a token that was remembered pass no longer, and ignores what another issuer revoked', async () => {
    const policy = createJwtPolicy(describeOkta(authority.issuer), jwtOptionsWith(), world.setup)
    const token = await authority.token({ claims: { jti: 'AT.7' } })
    expect(await accepts(policy, world, token)).toBe(true)
    await policy.onRevoked?.({ issuer: 'https://other.example', tokenId: 'AT.7' })
    expect(await accepts(policy, world, token)).toBe(true)
    await policy.onRevoked?.({ issuer: authority.issuer, tokenId: 'AT.7' })
    expect(await accepts(policy, world, token)).toBe(false)
  })
})

describe('the parts of a policy for JWTs', () => {
  it('compare every spelling of our own origins', () => {
    const options = jwtOptionsWith({ audience: 'http://127.0.0.1:9000/mcp', maxTokenLifetimeSeconds: 60 })
    expect(audiencesOf(options)).toEqual(['http://127.0.0.1:9000/mcp'])
    const rules = claimRules(
      { issuer: 'https://a', issuerAliases: ['b'] },
      audiencesOf(options),
      options,
      world.setup,
    )
    expect(rules).toMatchObject({ issuers: ['https://a', 'b'], maxLifetimeSeconds: 60 })
    expect(rules.audiences).toContain('http://localhost:9000/mcp')
    expect(claimRules({ issuer: undefined }, [], options, world.setup)).toMatchObject({
      issuers: undefined,
      audiences: undefined,
    })
  })

  it('make a verifier that remembers as long as the options say', async () => {
    const provider = describeOkta(authority.issuer)
    const options = jwtOptionsWith({ tokenCacheSeconds: 0 })
    const keys = createIssuerKeys(
      { issuer: authority.issuer, keys: provider.keys, keySet: options.keySet },
      world.setup,
    )
    const revocations = createPolicyRevocations(authority.issuer, world.setup)
    const verifier = createJwtVerifier({ provider, audiences: [], keys, revocations }, options, world.setup)
    const token = await authority.token()
    expect((await verifier.verify(token)).ok).toBe(true)
    expect(verifier.verifyCached(token)).toBeUndefined()
  })
})
