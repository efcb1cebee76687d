import type { Client, Context, Grant, ResourceServerInfo, Token } from 'oidc-provider'
import { deviceCodeGrant, fullGrantType } from '../../identity/grant-types.ts'
import type { AccessRule, IdentityUser } from '../../identity/identity.ts'
import { isOidcScope, oidcScopes } from '../../identity/oidc-scopes.ts'
import { includesPerson } from '../../identity/people.ts'
import { evaluateAccessPolicy, type AccessDecision, type AccessRequest } from './evaluate-access-policy.ts'
import { toLibraryError } from './library-error.ts'
import type { OidcProvider } from './load-oidc-provider.ts'
import { oktaErrors } from './okta-errors.ts'
import { policyRefusal } from './policy-refusal.ts'
import { refreshTokenEnd, rotatesRefreshTokens, wholeSeconds } from './refresh-token-life.ts'
import { internalResource } from './resource-indicator.ts'
import type { ServedServer } from './served-server.ts'

/** Seconds a grant outlives what was issued under it, so that the end of a token is never mistaken for a revocation. */
const grantMargin = 600

/** Where the library asks what a request may have: the access policies answer, at every token anew. */
export interface AccessHooks {
  /** What a token for the one resource of the server holds; refuses when no rule fits any more. */
  readonly describeResource: (context: Context, resource: string, client: Client) => ResourceServerInfo
  /** The grant of a person who has signed in; whether the person is asked first is the business of the consent page. */
  readonly createGrant: (context: Context) => Promise<Grant>
  /** Renews what a refresh extends; answers whether the client gets a new refresh token. */
  readonly refresh: (context: Context) => Promise<boolean>
  /** Seconds a refresh token that is issued now may live. */
  readonly refreshTokenLife: (token: Token) => number
  /** Takes the `resource` parameter of a token request out of the way once it is known to mean this server. */
  readonly acceptResourceParameter: (context: Context) => void
}

/** The hooks of one server. */
export function createAccessHooks(library: OidcProvider, served: ServedServer): AccessHooks {
  const { server } = served
  const resourceId = internalResource(server)
  const allScopes = [...server.scopes.map((scope) => scope.name), ...oidcScopes].join(' ')

  const judge = createJudge(library, served)
  const { decide, ruleOf, requireAssignment } = judge

  const requireOwnResource = (resource: string): void => {
    if (resource === resourceId || served.resourceNames.has(resource)) return
    throw toLibraryError(library, oktaErrors.resourceRejected(resource))
  }

  const { decideAtTokenEndpoint, decideForDevice } = createEndpointDecisions(library, served, judge)

  return {
    describeResource: (context, resource, client) => {
      requireOwnResource(resource)
      const info = {
        scope: allScopes,
        audience: server.audience,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      } as const
      if (context.oidc.route === 'device_authorization') decideForDevice(context, client)
      if (context.oidc.route !== 'token') return info
      const { rule } = decideAtTokenEndpoint(context, client)
      return { ...info, accessTokenTTL: wholeSeconds(rule.accessTokenLifetimeMinutes) }
    },
    createGrant: async ({ oidc }) => {
      const accountId = oidc.account?.accountId ?? ''
      const clientId = oidc.client?.clientId ?? ''
      const { params = {} } = oidc
      const person = requireAssignment(clientId, accountId)
      const grantType = /^(?:code|device)_/.test(oidc.route) ? deviceCodeGrant : 'authorization_code'
      const asked = scopeNames(params['scope'])
      const { rule, scopes } = decide({ clientId, grantType, scopes: asked, person })
      params['scope'] = scopes.join(' ')
      const grant = new oidc.provider.Grant({ accountId, clientId, expiresIn: grantLife(rule, scopes) })
      grant.addOIDCScope(scopes.filter(isOidcScope).join(' '))
      grant.addResourceScope(resourceId, scopes.join(' '))
      await grant.save()
      return grant
    },
    refresh: async ({ oidc }) => {
      const { RefreshToken: token, Grant: grant } = oidc.entities
      const client = served.clients.get(oidc.client?.clientId ?? '')
      if (token === undefined || grant === undefined || client === undefined) return true
      const end = endOf(ruleOf(token), token)
      if (grant.exp < end + grantMargin) {
        grant.exp = end + grantMargin
        await grant.save()
      }
      if (rotatesRefreshTokens(client)) return true
      token.exp = end
      await token.save()
      return false
    },
    refreshTokenLife: (token) => Math.max(1, endOf(ruleOf(token), token) - nowInSeconds()),
    acceptResourceParameter: ({ oidc }) => {
      const { params } = oidc
      if (oidc.route !== 'token' || params === undefined) return
      for (const resource of [params['resource'] ?? []].flat())
        requireOwnResource(typeof resource === 'string' ? resource : '')
      params['resource'] = undefined
    },
  }
}

/** What is decided where a client speaks for itself: at the token endpoint and at that of devices. */
interface EndpointDecisions {
  readonly decideAtTokenEndpoint: (context: Context, client: Client) => AccessDecision
  /** What no person could have is refused before a device shows its code; default scopes wait for the person. */
  readonly decideForDevice: (context: Context, client: Client) => void
}

function createEndpointDecisions(
  library: OidcProvider,
  { server }: ServedServer,
  { decide, ruleOf }: Judge,
): EndpointDecisions {
  const decideAtTokenEndpoint = (context: Context, client: Client): AccessDecision => {
    const { params = {}, entities } = context.oidc
    const source = entities.RefreshToken ?? entities.AuthorizationCode ?? entities.DeviceCode
    if (source !== undefined) return { scopes: [...source.scopes], rule: ruleOf(source) }
    const decision = decide({
      clientId: client.clientId,
      grantType: 'client_credentials',
      scopes: scopeNames(params['scope']),
    })
    const unasked = server.scopes.filter(
      ({ name, consent }) => consent === 'REQUIRED' && decision.scopes.includes(name),
    )
    if (unasked.length > 0)
      throw toLibraryError(library, oktaErrors.consentRequired(unasked.map(({ name }) => name)))
    params['scope'] = decision.scopes.join(' ')
    return decision
  }

  const decideForDevice = ({ oidc: { params = {} } }: Context, client: Client): void => {
    const scopes = scopeNames(params['scope'])
    decide({ clientId: client.clientId, grantType: deviceCodeGrant, scopes })
    params['resource'] = internalResource(server)
  }

  return { decideAtTokenEndpoint, decideForDevice }
}

/** What the access policies and assignments say, as the library's errors where they refuse. */
interface Judge {
  readonly decide: (request: AccessRequest) => AccessDecision
  /** Codes and refresh tokens are governed by the sign-in they come from, at a browser or for a device. */
  readonly ruleOf: (token: Token) => AccessRule
  /** The person of an account, who must be assigned to the client. */
  readonly requireAssignment: (clientId: string, accountId: string) => IdentityUser | undefined
}

function createJudge(library: OidcProvider, served: ServedServer): Judge {
  const decide = (request: AccessRequest): AccessDecision => {
    const decision = evaluateAccessPolicy(served.clients.serverFor(request.clientId), request)
    if (!decision.ok) throw toLibraryError(library, policyRefusal(decision.error))
    return decision.value
  }
  const personOf = (accountId: string): IdentityUser | undefined => served.accounts.byUid(accountId)?.user
  return {
    decide,
    ruleOf: (token) =>
      decide({
        clientId: token.clientId,
        grantType: grantTypeOf(token),
        scopes: [...token.scopes],
        person: personOf(token.accountId ?? ''),
      }).rule,
    requireAssignment: (clientId, accountId) => {
      const person = personOf(accountId)
      const client = served.clients.get(clientId)
      if (person === undefined || client === undefined || includesPerson(client.assignedTo, person))
        return person
      throw toLibraryError(library, oktaErrors.userNotAssigned)
    },
  }
}

function grantTypeOf(token: Token): string {
  if (token.kind === 'DeviceCode') return deviceCodeGrant
  return fullGrantType(token.gty?.split(' ')[0] ?? 'authorization_code')
}

function scopeNames(scope: unknown): string[] {
  return typeof scope === 'string' ? scope.split(' ').filter((name) => name !== '') : []
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

function endOf(rule: AccessRule, token: Token): number {
  const now = nowInSeconds()
  return refreshTokenEnd(rule, token.iiat ?? now, now)
}

function grantLife(rule: AccessRule, scopes: readonly string[]): number {
  const access = wholeSeconds(rule.accessTokenLifetimeMinutes)
  if (!scopes.includes('offline_access')) return access + grantMargin
  const now = nowInSeconds()
  return Math.max(access, refreshTokenEnd(rule, now, now) - now) + grantMargin
}
