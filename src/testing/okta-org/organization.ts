import { randomInt } from 'node:crypto'

/** What an organization holds, in memory: the part of Okta's Management API that provisioning meets. */
export interface Organization {
  readonly origin: string
  /** The token of the administrator, for `Authorization: SSWS`. */
  readonly apiToken: string
  /** False: the organization has no custom authorization servers, as without the paid feature. */
  readonly apiAccessManagement: boolean
  readonly servers: Map<string, OrgServer>
  readonly apps: Map<string, OrgApp>
  readonly groups: Map<string, OrgGroup>
  readonly users: Map<string, OrgUser>
  readonly trustedOrigins: Map<string, OrgTrustedOrigin>
  /** Access tokens of the organization's own authorization server, by value. */
  readonly accessTokens: Map<string, { readonly scopes: readonly string[]; readonly expiresAt: number }>
  /** Grows with every change, so that what is derived from the organization knows when it is stale. */
  revision: number
}

/** What every object carries. */
export interface OrgObject {
  readonly id: string
  readonly created: string
  lastUpdated: string
}

/** ACTIVE, or switched off and without effect. */
export type OrgStatus = 'ACTIVE' | 'INACTIVE'

/** A custom authorization server. */
export interface OrgServer extends OrgObject {
  name: string
  description: string
  audiences: string[]
  issuerMode: string
  status: OrgStatus
  readonly default: boolean
  readonly scopes: Map<string, OrgScope>
  readonly claims: Map<string, OrgClaim>
  /** In the order of their priority. */
  readonly policies: OrgPolicy[]
}

/** A scope of a server. */
export interface OrgScope {
  readonly id: string
  name: string
  displayName: string
  description: string
  consent: 'IMPLICIT' | 'REQUIRED' | 'FLEXIBLE'
  metadataPublish: 'ALL_CLIENTS' | 'NO_CLIENTS'
  default: boolean
  optional: boolean
  readonly system: boolean
}

/** A claim of a server. */
export interface OrgClaim {
  readonly id: string
  name: string
  status: OrgStatus
  claimType: 'RESOURCE' | 'IDENTITY'
  valueType: 'EXPRESSION' | 'GROUPS' | 'SYSTEM'
  value: string
  group_filter_type?: 'STARTS_WITH' | 'EQUALS' | 'CONTAINS' | 'REGEX'
  alwaysIncludeInToken: boolean
  conditions: { scopes: string[] }
  readonly system: boolean
}

/** An access policy of a server. */
export interface OrgPolicy extends OrgObject {
  name: string
  description: string
  status: OrgStatus
  /** Ids of clients, or ALL_CLIENTS. */
  clients: string[]
  /** In the order of their priority. */
  readonly rules: OrgRule[]
}

/** A rule of an access policy. */
export interface OrgRule extends OrgObject {
  name: string
  status: OrgStatus
  conditions: {
    people: {
      users: { include: string[]; exclude: string[] }
      groups: { include: string[]; exclude: string[] }
    }
    grantTypes: { include: string[] }
    scopes: { include: string[] }
  }
  actions: {
    token: {
      accessTokenLifetimeMinutes: number
      refreshTokenLifetimeMinutes: number
      refreshTokenWindowMinutes: number
      inlineHook?: { id: string }
    }
  }
}

/** An OpenID Connect application. */
export interface OrgApp extends OrgObject {
  label: string
  status: OrgStatus
  readonly clientId: string
  pkceRequired: boolean
  authMethod: string
  autoKeyRotation: boolean
  /** `settings.oauthClient` as it was sent, defaults filled in. */
  oauthClient: OrgOAuthClient
  notes: { admin?: string; enduser?: string }
  profile: Record<string, unknown>
  readonly secrets: OrgSecret[]
  /** Ids of assigned groups. */
  readonly assignedGroups: Map<string, { readonly lastUpdated: string; priority: number }>
  /** Ids of assigned users. */
  readonly assignedUsers: Set<string>
  /** Scopes of the Management API that an administrator granted it. */
  readonly grantedScopes: Set<string>
}

/** What an application's `settings.oauthClient` says. */
export interface OrgOAuthClient {
  application_type: 'web' | 'native' | 'browser' | 'service'
  grant_types: string[]
  response_types: string[]
  redirect_uris: string[]
  post_logout_redirect_uris: string[]
  consent_method: string
  issuer_mode: string
  wildcard_redirect: string
  refresh_token: { rotation_type: 'ROTATE' | 'STATIC'; leeway: number }
  jwks?: { keys: Record<string, unknown>[] }
}

/** A secret of an application. */
export interface OrgSecret extends OrgObject {
  readonly client_secret: string
  status: OrgStatus
}

/** A group of people. */
export interface OrgGroup extends OrgObject {
  readonly type: 'OKTA_GROUP' | 'BUILT_IN' | 'APP_GROUP'
  profile: { name: string; description: string | null }
  readonly members: Set<string>
}

/** A person. */
export interface OrgUser extends OrgObject {
  status: 'ACTIVE' | 'STAGED' | 'DEPROVISIONED'
  profile: { login: string; email: string; firstName: string; lastName: string }
  readonly password: string | undefined
}

/** A web origin that browsers may call from. */
export interface OrgTrustedOrigin extends OrgObject {
  name: string
  origin: string
  status: OrgStatus
  scopes: { type: string }[]
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** An id of 20 characters behind a prefix that tells its kind, such as `aus` or `0oa`. */
export function makeId(prefix: string): string {
  const rest = Array.from({ length: 20 - prefix.length }, () => alphabet[randomInt(alphabet.length)])
  return prefix + rest.join('')
}

/** The fields that every new object begins with. */
export function newObject(prefix: string, id = makeId(prefix)): OrgObject {
  const now = new Date().toISOString()
  return { id, created: now, lastUpdated: now }
}

/** The group that everybody is in. */
export function everyoneOf(organization: Organization): OrgGroup {
  const everyone = [...organization.groups.values()].find(({ type }) => type === 'BUILT_IN')
  if (everyone === undefined) throw new Error('The organization has lost its group Everyone.')
  return everyone
}
