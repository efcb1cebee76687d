/** The declared authorization servers of a project: one file, served in development and applied to Okta. */
export interface Identity {
  /** True when `sallyport start` serves the embedded servers too; `dev` always does. */
  readonly serve: boolean
  /** What marks things made from this file at an identity provider; undefined: the name of the project folder. */
  readonly owner: string | undefined
  readonly authorizationServers: readonly AuthorizationServer[]
  readonly clients: readonly IdentityClient[]
  readonly groups: readonly IdentityGroup[]
  readonly users: readonly IdentityUser[]
}

/** One authorization server: one issuer, one audience. */
export interface AuthorizationServer {
  /** Last part of the issuer: `/oauth2/{id}`. */
  readonly id: string
  readonly name: string
  readonly description: string | undefined
  /** The `aud` of every access token: the URL of the MCP endpoint. */
  readonly audience: string
  readonly scopes: readonly Scope[]
  readonly claims: readonly Claim[]
  /** By ascending priority. */
  readonly policies: readonly AccessPolicy[]
  /** How clients may register themselves; undefined = not at all. */
  readonly registration: RegistrationSettings | undefined
  /** Whether a client id may be the URL of a document; undefined = never. */
  readonly clientIdMetadata: ClientIdMetadataSettings | undefined
}

/** What holds for every client that no file declares. */
export interface SelfRegistrationSettings {
  /** Custom scopes that exist for these clients; undefined = all of the server. */
  readonly scopes: readonly string[] | undefined
  /** Schemes of redirect URIs beside https and http on loopback. */
  readonly redirectSchemes: readonly string[]
}

/** Dynamic client registration (RFC 7591). */
export interface RegistrationSettings extends SelfRegistrationSettings {
  /** The bearer token that lets a client register; undefined = anybody may. */
  readonly initialAccessToken: string | undefined
  /** Hosts of https redirect URIs; empty = any. */
  readonly redirectHosts: readonly string[]
  readonly maxClients: number
  readonly perAddressPerHour: number
  readonly keepUnusedHours: number
  readonly keepUsedDays: number
}

/** Client ID metadata documents. */
export interface ClientIdMetadataSettings extends SelfRegistrationSettings {
  /** Hosts that documents may be read from; empty = any public one. */
  readonly hosts: readonly string[]
  /** True where documents on the loopback interface are read too. */
  readonly loopback: boolean
}

/** A custom scope; OIDC scopes exist on every server. */
export interface Scope {
  readonly name: string
  /** The phrase a person reads when asked for consent. */
  readonly displayName: string | undefined
  readonly description: string | undefined
  /** IMPLICIT asks nobody, REQUIRED asks the person, FLEXIBLE asks where a person is there to be asked. */
  readonly consent: 'IMPLICIT' | 'REQUIRED' | 'FLEXIBLE'
  /** Granted when a request names no scope. */
  readonly default: boolean
  /** Listed in the metadata of the server, where clients look for scopes. */
  readonly published: boolean
}

/** A custom claim of access tokens or ID tokens. */
export interface Claim {
  readonly name: string
  readonly tokenType: 'access' | 'id'
  readonly value: ClaimValue
  /** Only in tokens with one of these scopes; empty = in every token. */
  readonly scopes: readonly string[]
}

/** Where the value of a claim comes from. */
export type ClaimValue =
  | { readonly kind: 'expression'; readonly expression: string }
  | { readonly kind: 'groups'; readonly filter: GroupFilter; readonly text: string }

/** How the names of a person's groups are compared with the text of a claim. */
export type GroupFilter = 'startsWith' | 'equals' | 'contains' | 'regex'

/** Which clients a list of rules is for. */
export interface AccessPolicy {
  readonly name: string
  readonly description: string | undefined
  /** Client ids, or ALL_CLIENTS. */
  readonly clients: readonly string[] | 'ALL_CLIENTS'
  readonly rules: readonly AccessRule[]
}

/** When tokens are issued, and for how long they live. */
export interface AccessRule {
  readonly name: string
  readonly grantTypes: readonly string[]
  readonly people: People
  /** Scope names, or `*` for any. */
  readonly scopes: readonly string[] | '*'
  readonly inlineHook: 'none'
  readonly accessTokenLifetimeMinutes: number
  /** 0 = unlimited. */
  readonly refreshTokenLifetimeMinutes: number
  readonly refreshTokenWindowMinutes: number
}

/** Groups by name and users by login. */
export interface People {
  readonly groups: readonly string[]
  readonly users: readonly string[]
}

/** How a client proves itself at the token endpoint. */
export type TokenEndpointAuthMethod =
  'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'

/** An application that may ask for tokens. */
export interface IdentityClient {
  readonly id: string
  readonly name: string
  readonly type: 'web' | 'native' | 'service' | 'browser'
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod
  /** Undefined: generated at first start (clients that use one), or none (the others). */
  readonly secret: string | undefined
  /** Public keys, for private_key_jwt. */
  readonly jwks: { readonly keys: readonly PublicJwk[] } | undefined
  /** True when a sign-in without PKCE is refused. */
  readonly pkceRequired: boolean
  readonly grantTypes: readonly string[]
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  /** Who may sign in with it. */
  readonly assignedTo: People
}

/** A public JSON Web Key. */
export type PublicJwk = Readonly<Record<string, unknown>>

/** A group of people, known by its name. */
export interface IdentityGroup {
  readonly name: string
  readonly description: string | undefined
}

/** A person who can sign in at the embedded servers. */
export interface IdentityUser {
  readonly login: string
  readonly name: string | undefined
  readonly email: string | undefined
  /** Undefined: generated at first start. */
  readonly password: string | undefined
  /** Names of groups, the built-in one of everybody left out. */
  readonly groups: readonly string[]
}
