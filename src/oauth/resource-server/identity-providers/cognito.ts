import type { IdentityProvider } from './identity-provider.ts'

/** What tells one Amazon Cognito user pool from another. */
export interface CognitoPool {
  readonly region: string
  readonly userPoolId: string
  /** App clients whose tokens are accepted; undefined = all of the pool. */
  readonly clientIds: readonly string[] | undefined
  /** Kind of token that callers present. */
  readonly tokenUse: 'access' | 'id'
}

/** An Amazon Cognito user pool. Its access tokens name an audience only when the client asked for a resource. */
export function describeCognito(pool: CognitoPool): IdentityProvider {
  const { region, userPoolId, clientIds, tokenUse } = pool
  // China is a partition of its own.
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const issuer = `https://cognito-idp.${region}.${suffix}/${userPoolId}`
  const clientClaim = tokenUse === 'access' ? 'client_id' : 'aud'
  return {
    issuer,
    keys: { kind: 'url', url: `${issuer}/.well-known/jwks.json` },
    algorithms: ['RS256'],
    claims: {
      audienceMayBeAbsent: true,
      requiredClaims: {
        token_use: [tokenUse],
        ...(clientIds === undefined ? {} : { [clientClaim]: clientIds }),
      },
    },
  }
}
