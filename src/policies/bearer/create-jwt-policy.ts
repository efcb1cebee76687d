import type { InboundPolicy, PolicySetup } from '../../gateway/policy.ts'
import { acceptedAudiences } from '../../oauth/resource-server/accepted-audiences.ts'
import type { IdentityProvider } from '../../oauth/resource-server/identity-providers/identity-provider.ts'
import type { ClaimRules } from '../../oauth/resource-server/judge-claims.ts'
import type { KeySource } from '../../oauth/resource-server/key-source.ts'
import type { Claims } from '../../oauth/resource-server/parse-access-token.ts'
import type { TokenVerifier } from '../../oauth/resource-server/remember-tokens.ts'
import { createRevocations, type Revocations } from '../../oauth/resource-server/revocations.ts'
import { createTokenVerifier } from '../../oauth/resource-server/verify-access-token.ts'
import { createBearerPolicy } from './create-policy.ts'
import { createIssuerKeys } from './issuer-keys.ts'
import { listOf, type JwtOptions, type TokenOptions } from './options.ts'

/** What a policy may say beside its provider and the options all have. */
export interface JwtPolicyVariation {
  /** Accepted names of the resource where the provider knows them; default: the option `audience`. */
  readonly audiences?: readonly string[]
  /** Header that holds the token. Default: Authorization. */
  readonly authHeader?: string
  /** Header fields to send when keys are read. */
  readonly keyHeaders?: Readonly<Record<string, string>>
}

/** Creates the policy of an identity provider that signs JWTs. */
export function createJwtPolicy(
  provider: IdentityProvider,
  options: JwtOptions,
  setup: PolicySetup,
  variation: JwtPolicyVariation = {},
): InboundPolicy {
  const { issuer } = provider
  const audiences = variation.audiences ?? audiencesOf(options)
  const { keySet } = options
  const headers = variation.keyHeaders ?? {}
  const keys = createIssuerKeys({ issuer, keys: provider.keys, keySet, headers }, setup)
  const revocations = createPolicyRevocations(issuer, setup)
  return createBearerPolicy(
    {
      issuer,
      audiences,
      options,
      authHeader: (variation.authHeader ?? 'authorization').toLowerCase(),
      verifier: createJwtVerifier({ provider, audiences, keys, revocations }, options, setup),
      revocations,
      problem: () => keys.problem(),
    },
    setup,
  )
}

/** What a verifier is made of. */
export interface JwtVerifierParts {
  readonly provider: IdentityProvider
  readonly audiences: readonly string[]
  readonly keys: KeySource
  readonly revocations: Revocations
}

/** Creates the verifier of a provider's tokens. */
export function createJwtVerifier(
  { provider, audiences, keys, revocations }: JwtVerifierParts,
  options: Omit<JwtOptions, 'keySet'>,
  setup: PolicySetup,
): TokenVerifier {
  const { services } = setup
  return createTokenVerifier({
    ...claimRules(provider, audiences, options, setup),
    algorithms: provider.algorithms,
    keys,
    now: () => services.now(),
    sha256: (text) => services.sha256(text),
    rememberSeconds: options.tokenCacheSeconds,
    isRevoked: (claims, subject) => revocations.covers(claims, subject),
  })
}

/** The audiences of the options, the canonical one first. */
export function audiencesOf({ audience }: TokenOptions): readonly string[] {
  return audience === undefined ? [] : listOf(audience)
}

/** What claims must be, with every spelling of our own origins. */
export function claimRules(
  { issuer, issuerAliases = [], claims }: Omit<IdentityProvider, 'keys' | 'algorithms'>,
  audiences: readonly string[],
  options: TokenOptions,
  { services }: PolicySetup,
): ClaimRules {
  const { localIssuers, publicOrigin } = services
  const longest = options.maxTokenLifetimeSeconds
  return {
    ...claims,
    issuers: issuer === undefined ? undefined : [...localIssuers.spellingsOf(issuer), ...issuerAliases],
    audiences:
      audiences.length === 0
        ? undefined
        : audiences.flatMap((audience) => acceptedAudiences(audience, publicOrigin.spellings)),
    clockToleranceSeconds: options.clockToleranceSeconds,
    ...(longest === undefined ? {} : { maxLifetimeSeconds: longest }),
  }
}

/** The list of revoked tokens of an issuer, with what a local issuer has revoked itself. */
export function createPolicyRevocations(issuer: string | undefined, { services }: PolicySetup): Revocations {
  const { localIssuers } = services
  const listed = createRevocations({
    storage: services.storage,
    now: () => services.now(),
    sha256: (text) => services.sha256(text),
    issuer: issuer ?? '',
  })
  const isRevokedThere = async ({ iss, jti }: Claims): Promise<boolean> => {
    const from = issuer ?? iss
    if (typeof from !== 'string' || typeof jti !== 'string') return false
    return (await localIssuers.isRevoked?.(from, jti)) ?? false
  }
  return {
    add: (revocation) => listed.add(revocation),
    covers: async (claims, subject) => {
      const found = await Promise.all([listed.covers(claims, subject), isRevokedThere(claims)])
      return found.includes(true)
    },
  }
}
