import { afterEach, describe, expect, it } from 'vitest'
import { createSecretKey } from '../../../../src/oauth/resource-server/secret-key.ts'
import type { BearerProfile } from '../../../../src/policies/bearer/profile.ts'
import { describeResource } from '../../../../src/policies/bearer/describe-resource.ts'
import { identityOf, scopeOf, serverOf } from '../../../support/identity-parts.ts'
import { createWorld, routeAt, type World, type WorldInput } from '../../../support/policy-setup.ts'

const worlds: World[] = []
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())))

function worldWith(input: WorldInput): World {
  const world = createWorld(input)
  worlds.push(world)
  return world
}

const profile: BearerProfile = {
  issuer: 'https://org.okta.com/oauth2/aus1',
  audience: 'http://localhost:9000/mcp',
  scopes: undefined,
  allowUnauthenticatedRequests: false,
  oAuthResourceMetadataEnabled: true,
  maxTokenLifetimeSeconds: undefined,
  clockToleranceSeconds: 30,
  authHeader: 'authorization',
  algorithms: ['RS256'],
  keys: createSecretKey('x'),
  subjectClaim: 'sub',
  requireOktaShape: false,
}

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
    expect(describeResource({ ...profile, scopes: ['own'] }, setup).scopes).toEqual(['own'])
    expect(describeResource({ ...profile, audience: 'http://localhost:9000/none' }, setup).scopes).toEqual([])
  })

  it('says issuer, audience, metadata and the problem of the keys', () => {
    const { setup } = worldWith({})
    const keys = { ...profile.keys, problem: () => 'down' }
    const resource = describeResource({ ...profile, keys }, setup)
    expect(resource).toMatchObject({
      issuers: [profile.issuer],
      audience: profile.audience,
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
      { ...profile, audience: 'api://default', oAuthResourceMetadataEnabled: false },
      world.setup,
    )
    expect(world.problems).toEqual([])
  })

  it('[R9] warns that without an audience every token of the issuer passes', () => {
    const world = worldWith({ routes: [routeAt('/mcp')] })
    describeResource({ ...profile, audience: undefined }, world.setup)
    expect(world.problems).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_CONFIG_AUDIENCE_UNCHECKED', path: [] },
    ])
  })
})
