import type { JWTPayload } from 'jose'
import type { Client, Context, Provider } from 'oidc-provider'
import { includesPerson } from '../../identity/people.ts'
import type { Account } from './accounts.ts'
import {
  describeAccessToken,
  describeIdToken,
  describeRefreshToken,
  inactive,
  type Introspection,
} from './build-introspection.ts'
import type { ServedServer } from './served-server.ts'
import { createTokenVerifier, type VerifyAccessToken } from './verify-access-token.ts'
import { createIdTokenVerifier, type VerifyIdToken } from './verify-id-token.ts'

/** A step around the library's own work on a request. */
export type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>

/** The error of the library where a client that has proved itself names a JWT: it knows opaque tokens only. */
export const structuredToken = 'unsupported_token_type'

/**
 * Answers /v1/introspect and /v1/revoke. The library reads the request, authenticates the client and knows the refresh
 * tokens; what it says of them becomes Okta's answer, and access tokens and ID tokens are judged here, by signature.
 */
export function createTokenStateMiddleware(served: ServedServer): Middleware {
  const parts: Parts = {
    served,
    verifyAccessToken: createTokenVerifier(served),
    verifyIdToken: createIdTokenVerifier(served),
  }
  return async (context, next) => {
    await next()
    try {
      await judge(parts, context)
    } catch (error) {
      context.oidc.provider.emit('server_error', context, error)
    }
  }
}

async function judge(parts: Parts, context: Context): Promise<void> {
  const { client, route, params } = context.oidc
  if (client === undefined) return
  const token = params?.['token']
  const jwt = errorOf(context) === structuredToken && typeof token === 'string' ? token : undefined
  if (route === 'introspection' && jwt !== undefined) answer(context, await introspect(parts, context, jwt))
  else if (route === 'introspection' && context.status === 200)
    answer(context, await introspectOpaque(parts, context))
  else if (route === 'revocation' && jwt !== undefined) {
    await revoke(parts, client, jwt)
    // RFC 7009 section 2.2: the same answer whether or not there was anything to revoke.
    context.status = 200
    context.body = ''
  }
}

interface Parts {
  readonly served: ServedServer
  readonly verifyAccessToken: VerifyAccessToken
  readonly verifyIdToken: VerifyIdToken
}

function errorOf({ body }: Context): unknown {
  return typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
}

function answer(context: Context, introspection: Introspection): void {
  context.status = 200
  context.type = 'json'
  context.body = introspection
}

/** True when a client may learn about a token of another: those that cannot prove who they are only about their own. */
export function mayIntrospect(client: Client, tokenClientId: string): boolean {
  return client.clientId === tokenClientId || client.clientAuthMethod !== 'none'
}

async function introspectOpaque({ served }: Parts, context: Context): Promise<Introspection> {
  const token = context.oidc.entities.RefreshToken
  const active = (context.body as { active?: unknown } | undefined)?.active === true
  if (!active || token === undefined) return inactive
  const account = await findHolder(served, context.oidc.provider, token.clientId, token.accountId)
  return account === undefined ? inactive : describeRefreshToken(token, account)
}

async function introspect(parts: Parts, { oidc }: Context, jwt: string): Promise<Introspection> {
  const { client, provider } = oidc
  const claims = await parts.verifyAccessToken(jwt)
  if (client === undefined) return inactive
  if (claims !== undefined)
    return (await isGood(parts, provider, client, claims)) ? describeAccessToken(claims) : inactive
  const idClaims = await parts.verifyIdToken(jwt)
  if (idClaims === undefined || idClaims.exp * 1000 <= Date.now()) return inactive
  if (!mayIntrospect(client, idClaims.aud)) return inactive
  const account = await findHolder(parts.served, provider, idClaims.aud, idClaims.sub)
  return account === undefined ? inactive : describeIdToken(idClaims, account)
}

/** A token dies with its client and its person, though its signature still verifies. */
async function isGood(
  { served }: Parts,
  provider: Provider,
  client: Client,
  { cid, uid }: JWTPayload,
): Promise<boolean> {
  if (typeof cid !== 'string' || !mayIntrospect(client, cid)) return false
  if (typeof uid === 'string') return (await findHolder(served, provider, cid, uid)) !== undefined
  return (await provider.Client.find(cid)) !== undefined
}

/** The person a token of a client stands for, while both are known and belong together. */
async function findHolder(
  served: ServedServer,
  provider: Provider,
  clientId: string,
  accountId: string | undefined,
): Promise<Account | undefined> {
  const account = served.accounts.byUid(accountId ?? '')
  if (account === undefined || (await provider.Client.find(clientId)) === undefined) return undefined
  const assigned = served.clients.get(clientId)?.assignedTo
  return assigned === undefined || includesPerson(assigned, account.user) ? account : undefined
}

async function revoke({ served, verifyAccessToken }: Parts, client: Client, jwt: string): Promise<void> {
  const claims = await verifyAccessToken(jwt)
  // RFC 7009 section 2.1: what was issued to another client is not touched.
  if (claims?.jti === undefined || claims.exp === undefined || claims['cid'] !== client.clientId) return
  await served.revokedTokens.revokeToken(claims.jti, claims.exp)
  served.log.info('An access token was revoked.', { clientId: client.clientId })
}
