import type {
  AccessRule,
  AuthorizationServer,
  ClientIdMetadataSettings,
  Identity,
  IdentityClient,
  IdentityUser,
  RegistrationSettings,
  Scope,
} from '../../src/identity/identity.ts'

/** An identity with nothing in it but what is given. */
export function identityOf(given: Partial<Identity> = {}): Identity {
  return {
    serve: true,
    owner: undefined,
    authorizationServers: [],
    clients: [],
    groups: [],
    users: [],
    ...given,
  }
}

/** A server without policies, but for what is given. */
export function serverOf(given: Partial<AuthorizationServer> = {}): AuthorizationServer {
  return {
    id: 'mcp',
    name: 'MCP',
    description: undefined,
    audience: 'aud',
    scopes: [],
    claims: [],
    policies: [],
    registration: undefined,
    clientIdMetadata: undefined,
    ...given,
  }
}

/** Registration for anybody, but for what is given. */
export function registrationOf(given: Partial<RegistrationSettings> = {}): RegistrationSettings {
  return {
    initialAccessToken: undefined,
    scopes: undefined,
    redirectHosts: [],
    redirectSchemes: [],
    maxClients: 1000,
    perAddressPerHour: 20,
    keepUnusedHours: 24,
    keepUsedDays: 90,
    ...given,
  }
}

/** Metadata documents on loopback, but for what is given. */
export function clientIdMetadataOf(given: Partial<ClientIdMetadataSettings> = {}): ClientIdMetadataSettings {
  return { hosts: [], scopes: undefined, redirectSchemes: [], loopback: true, ...given }
}

/** An identity whose servers have more settings. */
export function withServerSettings(identity: Identity, settings: Partial<AuthorizationServer>): Identity {
  const authorizationServers = identity.authorizationServers.map((server) => ({ ...server, ...settings }))
  return { ...identity, authorizationServers }
}

/** A default scope, but for what is given. */
export function scopeOf(name: string, given: Partial<Scope> = {}): Scope {
  return {
    name,
    displayName: undefined,
    description: undefined,
    consent: 'IMPLICIT',
    default: true,
    published: true,
    ...given,
  }
}

/** A rule for anybody, but for what is given. */
export function ruleOf(given: Partial<AccessRule> = {}): AccessRule {
  return {
    name: 'rule',
    grantTypes: ['authorization_code'],
    people: { groups: [], users: [] },
    scopes: '*',
    inlineHook: 'none',
    accessTokenLifetimeMinutes: 60,
    refreshTokenLifetimeMinutes: 129_600,
    refreshTokenWindowMinutes: 10_080,
    ...given,
  }
}

/** A client of a type, with the defaults of the type, but for what is given. */
export function clientOf(
  id: string,
  type: IdentityClient['type'],
  given: Partial<IdentityClient> = {},
): IdentityClient {
  const isPublic = type === 'native' || type === 'browser'
  return {
    id,
    name: id,
    type,
    tokenEndpointAuthMethod: isPublic ? 'none' : 'client_secret_basic',
    secret: undefined,
    jwks: undefined,
    pkceRequired: isPublic,
    grantTypes: ['authorization_code'],
    redirectUris: [],
    postLogoutRedirectUris: [],
    assignedTo: { groups: ['Everyone'], users: [] },
    ...given,
  }
}

/** A person in no group, but for what is given. */
export function userOf(login: string, given: Partial<IdentityUser> = {}): IdentityUser {
  return { login, name: undefined, email: undefined, password: undefined, groups: [], ...given }
}
