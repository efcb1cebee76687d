/** The declared authorization servers of a project: one file, served in development and applied to Okta. */
export interface Identity {
  /** True when `sallyport start` serves the embedded servers too; `dev` always does. */
  readonly serve: boolean
  readonly authorizationServers: readonly AuthorizationServer[]
  readonly clients: readonly IdentityClient[]
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
  /** By ascending priority. */
  readonly policies: readonly AccessPolicy[]
}

/** A custom scope; OIDC scopes exist on every server. */
export interface Scope {
  readonly name: string
  readonly displayName: string | undefined
  readonly description: string | undefined
  /** Granted when a request names no scope. */
  readonly default: boolean
}

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
  /** Scope names, or `*` for any. */
  readonly scopes: readonly string[] | '*'
  readonly accessTokenLifetimeMinutes: number
  readonly refreshTokenLifetimeMinutes: number
  readonly refreshTokenWindowMinutes: number
}

/** An application that may ask for tokens. */
export interface IdentityClient {
  readonly id: string
  readonly name: string
  readonly type: 'web' | 'native' | 'service' | 'browser'
  /** Undefined: generated at first start (confidential types), or none (public types). */
  readonly secret: string | undefined
  readonly grantTypes: readonly string[]
  readonly redirectUris: readonly string[]
}

/** A person who can sign in at the embedded servers. */
export interface IdentityUser {
  readonly login: string
  readonly name: string | undefined
  readonly email: string | undefined
  /** Undefined: generated at first start. */
  readonly password: string | undefined
}
