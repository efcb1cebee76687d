import type { PolicySetup, ProtectedResource } from '../../gateway/policy.ts'
import { acceptedAudiences, judgeAudience } from '../../oauth/resource-server/accepted-audiences.ts'
import type { BearerProfile } from './profile.ts'

/** Says what a policy for access tokens protects, and reports at start what looks like a slip. */
export function describeResource(profile: BearerProfile, setup: PolicySetup): ProtectedResource {
  const { issuer, audiences, options } = profile
  reportAudience(profile, setup)
  reportSilentChallenge(profile, setup)
  const { dpop, mtls } = options
  return {
    issuers: issuer === undefined ? [] : [issuer],
    audience: audiences[0],
    scopes: options.scopes ?? scopesOfIdentity(audiences[0], setup),
    areScopesWritten: options.scopes !== undefined,
    metadataEnabled: options.oAuthResourceMetadataEnabled,
    problem: profile.problem,
    ...(dpop === undefined ? {} : { dpop: { algorithms: dpop.algorithms, required: dpop.required } }),
    ...(mtls === undefined ? {} : { certificateBound: true }),
  }
}

function scopesOfIdentity(audience: string | undefined, setup: PolicySetup): readonly string[] {
  if (audience === undefined) return []
  const accepted = acceptedAudiences(audience, setup.services.publicOrigin.spellings)
  const server = setup.identity?.authorizationServers.find((one) => accepted.includes(one.audience))
  return server?.scopes.map(({ name }) => name) ?? []
}

function reportAudience({ audiences, options }: BearerProfile, setup: PolicySetup): void {
  if (audiences.length === 0) {
    setup.report({
      severity: 'warning',
      code: 'SALLYPORT_CONFIG_AUDIENCE_UNCHECKED',
      path: [],
      message: 'Without "audience", every token of the issuer is accepted, whatever it was issued for.',
      hint: 'Set "audience" to the URL of the protected route, as clients type it.',
    })
    return
  }
  if (!options.oAuthResourceMetadataEnabled) return
  const paths = guardedRoutes(setup).map(({ path }) => path)
  const judged = audiences.map((one) => judgeAudience(one, paths, setup.services.publicOrigin.spellings))
  // One name that is the URL is enough; providers know the resource by other names as well.
  const message = judged.includes(undefined) ? undefined : judged[0]
  if (message === undefined) return
  setup.report({
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_AUDIENCE_NOT_SERVED',
    path: ['audience'],
    message,
    hint: 'Use that URL as the audience here and at the authorization server, or start with --public-url.',
  })
}

/** A policy that lets everyone pass never answers 401, so nobody would read where to sign in. */
function reportSilentChallenge({ options }: BearerProfile, setup: PolicySetup): void {
  if (!options.allowUnauthenticatedRequests || !options.oAuthResourceMetadataEnabled) return
  const open = guardedRoutes(setup).find(({ inbound }) => inbound.at(-1) === setup.name)
  if (open === undefined) return
  setup.report({
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_CHALLENGE_NEVER_SENT',
    path: ['allowUnauthenticatedRequests'],
    message: `Requests without a token pass this policy and meet no other on ${open.path}: no client is told to sign in.`,
    hint: 'Let a policy that demands a user follow, such as RequireUserInboundPolicy, or remove the option.',
  })
}

function guardedRoutes({ routes, name }: PolicySetup): PolicySetup['routes'] {
  return routes.filter(({ inbound }) => inbound.includes(name))
}
