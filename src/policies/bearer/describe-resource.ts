import type { PolicySetup, ProtectedResource } from '../../gateway/policy.ts'
import { acceptedAudiences, judgeAudience } from '../../oauth/resource-server/accepted-audiences.ts'
import type { BearerProfile } from './profile.ts'

/** Says what a policy for bearer tokens protects, and reports at start what looks like a slip. */
export function describeResource(profile: BearerProfile, setup: PolicySetup): ProtectedResource {
  reportAudience(profile, setup)
  return {
    issuers: profile.issuer === undefined ? [] : [profile.issuer],
    audience: profile.audience,
    scopes: profile.scopes ?? scopesOfIdentity(profile.audience, setup),
    metadataEnabled: profile.oAuthResourceMetadataEnabled,
    problem: () => profile.keys.problem(),
  }
}

function scopesOfIdentity(audience: string | undefined, setup: PolicySetup): readonly string[] {
  if (audience === undefined) return []
  const accepted = acceptedAudiences(audience, setup.services.publicOrigin.spellings)
  const server = setup.identity?.authorizationServers.find((one) => accepted.includes(one.audience))
  return server?.scopes.map(({ name }) => name) ?? []
}

function reportAudience({ audience, oAuthResourceMetadataEnabled }: BearerProfile, setup: PolicySetup): void {
  if (audience === undefined) {
    setup.report({
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_AUDIENCE_UNCHECKED',
      path: [],
      message: 'Without "audience", every token of the issuer is accepted, whatever it was issued for.',
      hint: 'Set "audience" to the URL of the protected route, as clients type it.',
    })
    return
  }
  const paths = setup.routes.filter(({ inbound }) => inbound.includes(setup.name)).map(({ path }) => path)
  const message = oAuthResourceMetadataEnabled
    ? judgeAudience(audience, paths, setup.services.publicOrigin.spellings)
    : undefined
  if (message === undefined) return
  setup.report({
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_AUDIENCE_NOT_SERVED',
    path: ['audience'],
    message,
    hint: 'Use that URL as the audience here and at the authorization server, or start with --public-url.',
  })
}
