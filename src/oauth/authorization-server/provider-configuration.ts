import { randomBytes } from 'node:crypto'
import type { Account as LibraryAccount, Client, Context, Interaction, Token } from 'oidc-provider'
import type { Result } from '../../foundation/result.ts'
import type { IdentityUser } from '../../identity/identity.ts'
import { oidcScopes } from '../../identity/oidc-scopes.ts'
import { createAccessHooks, type AccessHooks } from './access-hooks.ts'
import { profileClaims, type Account } from './accounts.ts'
import { checkAssertionTimes } from './assertion-errors.ts'
import { buildPrompts, consentAsked } from './consent/build-prompts.ts'
import { compileCustomClaims, type CustomClaims } from './custom-claims.ts'
import { toLibraryClient } from './library-client.ts'
import { buildDeviceFeature, deviceCodeLife } from './device/build-feature.ts'
import type { OidcProvider } from './load-oidc-provider.ts'
import { toLibraryError } from './library-error.ts'
import type { OktaError } from './okta-errors.ts'
import { createClientAdapter } from './registration/client-adapter.ts'
import { internalResource } from './resource-indicator.ts'
import type { ServedServer } from './served-server.ts'
import { createStorageAdapter } from './storage-adapter.ts'
import { mayIntrospect } from './token-state-endpoints.ts'
import { buildAccessTokenClaims } from './token-claims.ts'

/** Seconds a rotated refresh token still works: Okta's default leeway. */
const rotationLeeway = 30
/** Seconds for which a person stays signed in at the browser. */
const sessionLife = 12 * 3600
/** Seconds a person has to sign in. */
const signInLife = 900

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
    revokeAccessTokens: (grantId) => served.revokedTokens.revokeGrant(grantId),
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
    assertJwtClientAuthClaimsAndHeader: (_context: Context, claims: Record<string, unknown>) => {
      const problem = checkAssertionTimes(claims, Date.now() / 1000)
      if (problem !== undefined) throw toLibraryError(library, problem)
    },
    adapter: (model: string) => (model === 'Client' ? clients : records(model)),
    clients: [...served.clients.values()].map((client) => toLibraryClient(client, served.credentials)),
    cookies: { names: cookieNames(issuer, server.id), keys: [...served.cookieKeys] },
    features: {
      ...fixedFeatures,
      deviceFlow: buildDeviceFeature(served),
      resourceIndicators: resourceFeature(served, hooks),
    },
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
  routes: {
    authorization: '/v1/authorize',
    token: '/v1/token',
    jwks: '/v1/keys',
    revocation: '/v1/revoke',
    introspection: '/v1/introspect',
    pushed_authorization_request: '/v1/par',
    device_authorization: '/v1/device/authorize',
    code_verification: '/activate',
  },
  scopes: [...oidcScopes],
}

const fixedFeatures = {
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: true },
  rpInitiatedLogout: { enabled: false },
  userinfo: { enabled: false },
  clientCredentials: { enabled: true },
  introspection: {
    enabled: true,
    // The library takes it for granted that the client of a token is still known.
    allowedPolicy: async ({ oidc }: Context, client: Client, token: Token) =>
      mayIntrospect(client, token.clientId) &&
      (await oidc.provider.Client.find(token.clientId)) !== undefined,
  },
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
      DeviceCode: deviceCodeLife,
      IdToken: 3600,
      Interaction: signInLife,
      Session: sessionLife,
      Grant: sessionLife,
      RefreshToken: (_context: Context, token: Token) => hooks.refreshTokenLife(token),
    },
  }
}

function signInSettings(library: OidcProvider, served: ServedServer): Record<string, unknown> {
  const pages: Readonly<Record<string, string>> = { login: 'sign-in', consent: 'consent' }
  return {
    extraParams: [consentAsked],
    interactions: {
      policy: buildPrompts(library, served),
      url: (_context: Context, { uid, prompt }: Interaction) =>
        `/oauth2/${served.server.id}/v1/${pages[prompt.name] ?? 'sign-in'}/${uid}`,
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
  const { AuthorizationCode, DeviceCode, RefreshToken } = context.oidc.entities
  const source = RefreshToken ?? AuthorizationCode ?? DeviceCode
  const account = token.accountId === undefined ? undefined : served.accounts.byUid(token.accountId)
  jwt.header = { typ: undefined }
  jwt.payload = buildAccessTokenClaims({
    issuer,
    audience: served.server.audience,
    id: token.jti,
    grantId: token.grantId,
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
