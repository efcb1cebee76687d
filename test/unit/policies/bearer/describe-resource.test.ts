import { afterEach, describe, expect, it } from 'vitest'
import { refuse } from '../../../../src/foundation/result.ts'
import type { TokenVerifier } from '../../../../src/oauth/resource-server/remember-tokens.ts'
import type { Revocations } from '../../../../src/oauth/resource-server/revocations.ts'
import type { BearerProfile } from '../../../../src/policies/bearer/profile.ts'
import { describeResource } from '../../../../src/policies/bearer/describe-resource.ts'
import { identityOf, scopeOf, serverOf } from '../../../support/identity-parts.ts'
import { createWorld, routeAt, type World, type WorldInput } from '../../../support/policy-setup.ts'
import { jwtOptionsWith } from '../../../support/token-policy.ts'

const worlds: World[] = []
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())))

function worldWith(input: WorldInput): World {
  const world = createWorld(input)
  worlds.push(world)
  return world
}

const verifier: TokenVerifier = {
  verifyCached: () => undefined,
  verify: () => Promise.resolve(refuse({ reason: 'inactive' })),
  forget: () => undefined,
}
const revocations: Revocations = { add: () => Promise.resolve(), covers: () => Promise.resolve(false) }

function profileWith(
  options: Parameters<typeof jwtOptionsWith>[0] = {},
  changes: Partial<BearerProfile> = {},
): BearerProfile {
  return {
    issuer: 'https://org.okta.com/oauth2/aus1',
    audiences: ['http://localhost:9000/mcp'],
    options: jwtOptionsWith({ oAuthResourceMetadataEnabled: true, ...options }),
    authHeader: 'authorization',
    verifier,
    revocations,
    problem: () => undefined,
    ...changes,
  }
}
const profile = profileWith()

const identity = identityOf({
  authorizationServers: [
    serverOf({ id: 'other', audience: 'http://127.0.0.1:9000/other', scopes: [scopeOf('other')] }),
    serverOf({ audience: 'http://127.0.0.1:9000/mcp', scopes: [scopeOf('mcp:access')] }),
  ],
})

describe('describeResource', () => {
  it('[R6] takes the scopes of the identity file for the audience, in any spelling', () => {
    const { setup } = worldWith({ identity, routes: [routeAt('/mcp')] })
    expect(describeResource(profile, setup).scopes).toEqual(['mcp:access'])
    expect(describeResource(profileWith({ scopes: ['own'] }), setup).scopes).toEqual(['own'])
    expect(
      describeResource(profileWith({}, { audiences: ['http://localhost:9000/none'] }), setup).scopes,
    ).toEqual([])
  })

  it('says issuer, audience, metadata and the problem of the keys', () => {
    const { setup } = worldWith({})
    const resource = describeResource(profileWith({}, { problem: () => 'down' }), setup)
    expect(resource).toMatchObject({
      issuers: [profile.issuer],
      audience: 'http://localhost:9000/mcp',
      metadataEnabled: true,
    })
    expect(resource.problem()).toBe('down')
    expect(describeResource({ ...profile, issuer: undefined }, setup).issuers).toEqual([])
  })

  it('[R4] warns at the audience when no guarded route has that URL', () => {
    const world = worldWith({ routes: [routeAt('/books'), routeAt('/mcp', ['other'])] })
    describeResource(profile, world.setup)
    expect(world.problems).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_CONFIG_AUDIENCE_NOT_SERVED', path: ['audience'] },
    ])
    expect(world.problems[0]?.message).toContain('http://127.0.0.1:9000/books')
  })

  it('does not warn when one of them has, or when clients are not sent for tokens', () => {
    const world = worldWith({ routes: [routeAt('/books'), routeAt('/mcp')] })
    describeResource(profile, world.setup)
    describeResource(
      profileWith({ oAuthResourceMetadataEnabled: false }, { audiences: ['api://default'] }),
      world.setup,
    )
    describeResource(
      profileWith({}, { audiences: ['http://localhost:9000/mcp', 'api://default'] }),
      world.setup,
    )
    expect(world.problems).toEqual([])
  })

  it('[R9] warns that without an audience every token of the issuer passes', () => {
    const world = worldWith({ routes: [routeAt('/mcp')] })
    describeResource(profileWith({}, { audiences: [] }), world.setup)
    expect(world.problems).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_CONFIG_AUDIENCE_UNCHECKED', path: [] },
    ])
  })

  it('warns where nobody would ever be told to sign in', () => {
    const lenient = { allowUnauthenticatedRequests: true }
    const world = worldWith({ routes: [routeAt('/mcp', ['guard', 'last'])] })
    describeResource(profileWith(lenient), world.setup)
    expect(world.problems).toEqual([])
    const open = worldWith({ routes: [routeAt('/mcp')] })
    describeResource(profileWith(lenient), open.setup)
    expect(open.problems).toMatchObject([{ code: 'SALLYPORT_CONFIG_CHALLENGE_NEVER_SENT' }])
  })

  it('says how bound tokens are presented', () => {
    const { setup } = worldWith({ routes: [routeAt('/mcp')] })
    const resource = describeResource(
      profileWith({ dpop: { algorithms: ['ES256'] }, mtls: { certificateHeader: 'x-cert' } }),
      setup,
    )
    expect(resource).toMatchObject({
      dpop: { algorithms: ['ES256'], required: false },
      certificateBound: true,
    })
    expect(describeResource(profile, setup)).not.toHaveProperty('dpop')
  })
})
