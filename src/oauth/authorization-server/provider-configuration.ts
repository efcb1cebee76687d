import { randomBytes } from 'node:crypto'
import type { Account as LibraryAccount, Client, Context, Interaction, Token } from 'oidc-provider'
import type { Result } from '../../foundation/result.ts'
import type { IdentityUser } from '../../identity/identity.ts'
import { oidcScopes } from '../../identity/oidc-scopes.ts'
import { createAccessHooks, type AccessHooks } from './access-hooks.ts'
import { profileClaims, type Account } from './accounts.ts'
import { compileCustomClaims, type CustomClaims } from './custom-claims.ts'
import { toLibraryClient } from './library-client.ts'
import type { OidcProvider } from './load-oidc-provider.ts'
import { toLibraryError } from './library-error.ts'
import { oktaErrors, type OktaError } from './okta-errors.ts'
import { createClientAdapter } from './registration/client-adapter.ts'
import { internalResource } from './resource-indicator.ts'
import type { ServedServer } from './served-server.ts'
import { createStorageAdapter } from './storage-adapter.ts'
import { buildAccessTokenClaims } from './token-claims.ts'

/** Seconds a rotated refresh token still works: Okta's default leeway. */
const rotationLeeway = 30
/** Seconds for which a person stays signed in at the browser. */
const sessionLife = 12 * 3600
/** Seconds a person has to sign in. */
const signInLife = 900

/** Seconds a client assertion may still live: one that is stolen is worth little. Okta's limit, with the clocks apart. */
const longestAssertion = 3600 + 60

/** Renders the library's error page. */
export type RenderError = (
  context: Context,
  out: { error: string; error_description?: string },
  error: Error,
) => void

/** The library's configuration for one server under one spelling of its issuer. */
export function buildProviderConfiguration(
  library: OidcProvider,
  served: ServedServer,
  issuer: string,
  renderError: RenderError,
): Record<string, unknown> {
  const { server } = served
  const hooks = createAccessHooks(library, served)
  const idClaims = compileCustomClaims(server, 'id')
  const clients = createClientAdapter(library, served.clients)
  const records = createStorageAdapter(served.storage, server.id, {
    leewaySeconds: rotationLeeway,
    codeAlreadyUsed: () => new library.errors.InvalidGrant('authorization code already consumed'),
  })
  return {
    ...fixedSettings,
    ...tokenSettings(library, served, issuer, hooks),
    claims: {
      ...fixedClaims,
      openid: [...fixedClaims.openid, ...namesOfIdClaims(server)],
    },
    ...signInSettings(library, served),
    assertJwtClientAuthClaimsAndHeader: async (_context: Context, claims: Record<string, unknown>) => {
      const lifetime = Number(claims['exp']) - Date.now() / 1000
      if (lifetime > longestAssertion) throw toLibraryError(library, oktaErrors.assertionTooLong)
    },
    adapter: (model: string) => (model === 'Client' ? clients : records(model)),
    clients: [...served.clients.values()].map((client) => toLibraryClient(client, served.credentials)),
    cookies: { names: cookieNames(issuer, server.id), keys: [...served.cookieKeys] },
    features: { ...fixedFeatures, resourceIndicators: resourceFeature(served, hooks) },
    findAccount: (context: Context, uid: string) => {
      hooks.acceptResourceParameter(context)
      const account = served.accounts.byUid(uid)
      return account === undefined ? undefined : toLibraryAccount(library, account, idClaims)
    },
    jwks: { keys: served.keys.privateKeys },
    loadExistingGrant: hooks.createGrant,
    renderError,
  }
}

const fixedClaims = {
  openid: ['sub', 'ver', 'jti', 'amr', 'auth_time'],
  profile: ['name', 'preferred_username'],
  email: ['email', 'email_verified'],
}

function namesOfIdClaims({ claims }: ServedServer['server']): string[] {
  return claims.filter(({ tokenType }) => tokenType === 'id').map(({ name }) => name)
}

const fixedSettings = {
  allowOmittingSingleRegisteredRedirectUri: false,
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  // No cookie counts at these endpoints, so any page may talk to them with credentials of its own.
  clientBasedCORS: () => true,
  conformIdTokenClaims: false,
  expiresWithSession: () => false,
  responseTypes: ['code'],
  routes: { authorization: '/v1/authorize', token: '/v1/token', jwks: '/v1/keys', revocation: '/v1/revoke' },
  scopes: [...oidcScopes],
}

const fixedFeatures = {
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  userinfo: { enabled: false },
  clientCredentials: { enabled: true },
  revocation: {
    enabled: true,
    // RFC 7009 section 2.1: what was issued to another client is not touched.
    allowedPolicy: (_context: Context, client: Client, token: Token) => token.clientId === client.clientId,
  },
}

function resourceFeature(served: ServedServer, hooks: AccessHooks): Record<string, unknown> {
  return {
    enabled: true,
    defaultResource: () => internalResource(served.server),
    useGrantedResource: () => true,
    getResourceServerInfo: hooks.describeResource,
  }
}

function tokenSettings(
  library: OidcProvider,
  served: ServedServer,
  issuer: string,
  hooks: AccessHooks,
): Record<string, unknown> {
  const customClaims = compileCustomClaims(served.server, 'access')
  return {
    formats: {
      customizers: {
        jwt: (context: Context, token: Token, jwt: Jwt) =>
          shapeAccessToken(served, issuer, context, token, jwt, (user, scopes) =>
            orThrow(library, customClaims(user, scopes)),
          ),
      },
    },
    issueRefreshToken: (_context: Context, client: Client, source: Token) =>
      client.grantTypeAllowed('refresh_token') && source.scopes.has('offline_access'),
    rotateRefreshToken: hooks.refresh,
    ttl: {
      AccessToken: accessTokenLife,
      ClientCredentials: accessTokenLife,
      AuthorizationCode: 300,
      IdToken: 3600,
      Interaction: signInLife,
      Session: sessionLife,
      Grant: sessionLife,
      RefreshToken: (_context: Context, token: Token) => hooks.refreshTokenLife(token),
    },
  }
}

function signInSettings(library: OidcProvider, served: ServedServer): Record<string, unknown> {
  const policy = library.interactionPolicy.base()
  // Consent is implied for the clients of the identity file, so asking for the consent prompt shows none.
  policy.get('consent')?.checks.clear()
  return {
    interactions: {
      policy,
      url: (_context: Context, { uid }: Interaction) => `/oauth2/${served.server.id}/v1/sign-in/${uid}`,
    },
    pkce: {
      required: (_context: Context, client: Client) =>
        served.clients.get(client.clientId)?.pkceRequired !== false,
    },
  }
}

/** Set by the rule that fits; every token has one, because every token is for the resource of the server. */
function accessTokenLife(_context: Context, token: Token): number {
  return token.resourceServer?.accessTokenTTL ?? 300
}

/** Cookies ignore ports, so two gateways on one machine must not share a name; `__Host-` where https allows it. */
function cookieNames(issuer: string, serverId: string): Record<'session' | 'interaction' | 'resume', string> {
  const { protocol, port } = new URL(issuer)
  const suffix = port === '' ? serverId : `${serverId}.${port}`
  const [whole, part] = protocol === 'https:' ? ['__Host-', '__Secure-'] : ['', '']
  return {
    session: `${whole}sallyport.session.${suffix}`,
    interaction: `${part}sallyport.sign-in.${suffix}`,
    resume: `${part}sallyport.resume.${suffix}`,
  }
}

function orThrow<Value>(library: OidcProvider, result: Result<Value, OktaError>): Value {
  if (!result.ok) throw toLibraryError(library, result.error)
  return result.value
}

function toLibraryAccount(library: OidcProvider, account: Account, idClaims: CustomClaims): LibraryAccount {
  return {
    accountId: account.uid,
    claims: async (_use, scope) => ({
      ...orThrow(library, idClaims(account.user, new Set(scope.split(' ')))),
      ...profileClaims(account, new Set(scope.split(' '))),
      ver: 1,
      jti: `ID.${randomBytes(32).toString('base64url')}`,
    }),
  }
}

interface Jwt {
  header: Record<string, unknown> | undefined
  payload: Record<string, unknown>
}

/** Turns the library's RFC 9068 token into Okta's: another set of claims, and a header of `kid` and `alg` alone. */
function shapeAccessToken(
  served: ServedServer,
  issuer: string,
  context: Context,
  token: Token,
  jwt: Jwt,
  customClaims: (user: IdentityUser | undefined, scopes: ReadonlySet<string>) => Record<string, unknown>,
): void {
  const { payload } = jwt
  const source = context.oidc.entities.RefreshToken ?? context.oidc.entities.AuthorizationCode
  const account = token.accountId === undefined ? undefined : served.accounts.byUid(token.accountId)
  jwt.header = { typ: undefined }
  jwt.payload = buildAccessTokenClaims({
    issuer,
    audience: served.server.audience,
    id: token.jti,
    issuedAt: Number(payload['iat']),
    expiresAt: Number(payload['exp']),
    clientId: token.clientId,
    scopes: [...token.scopes],
    custom: customClaims(account?.user, token.scopes),
    user:
      account === undefined
        ? undefined
        : { uid: account.uid, login: account.user.login, authTime: source?.authTime },
  })
}
