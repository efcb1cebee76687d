/**
 * The part of `oidc-provider` 9.13 that this folder uses. The library ships no types, and the community's bring the
 * whole of Koa's with them.
 */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  /** What a record looks like on its way to and from the adapter. */
  export interface AdapterPayload {
    jti?: string
    uid?: string
    grantId?: string
    consumed?: unknown
    [key: string]: unknown
  }

  export interface Adapter {
    upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void>
    find(id: string): Promise<AdapterPayload | undefined>
    findByUid(uid: string): Promise<AdapterPayload | undefined>
    findByUserCode(userCode: string): Promise<AdapterPayload | undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }

  /** A code, refresh token or grant. */
  export interface Token {
    readonly kind: string
    readonly jti: string
    readonly clientId: string
    readonly accountId?: string
    readonly authTime?: number
    readonly scope?: string
    readonly scopes: ReadonlySet<string>
    readonly iiat?: number
    readonly resourceServer?: { readonly accessTokenTTL?: number }
    /** End, in seconds since 1970; changed by whoever extends the life before `save`. */
    exp: number
    save(): Promise<string>
  }

  export interface Grant extends Token {
    addOIDCScope(scope: string): void
    addResourceScope(resource: string, scope: string): void
  }

  export interface Session {
    accountId?: string
    authorizations?: unknown
    persist(): Promise<unknown>
  }

  export interface Client {
    readonly clientId: string
    grantTypeAllowed(grantType: string): boolean
    redirectUriAllowed(uri: string): boolean
    compareClientSecret(actual: string): boolean
  }

  export interface OidcContext {
    readonly route: string
    readonly provider: Provider
    readonly params?: Record<string, unknown>
    readonly client?: Client
    readonly session?: Session
    readonly account?: Account
    readonly entities: {
      readonly AuthorizationCode?: Token
      readonly RefreshToken?: Token
      readonly Grant?: Grant
    }
  }

  /** A Koa context with what the library adds. */
  export interface Context {
    readonly oidc: OidcContext
    status: number
    body: unknown
    type: string
    set(name: string, value: string): void
  }

  export interface Account {
    readonly accountId: string
    claims(use: string, scope: string): Promise<Record<string, unknown>>
  }

  export interface Interaction {
    readonly uid: string
    readonly jti: string
    readonly params: Record<string, unknown>
    readonly prompt: { readonly name: string; readonly reasons: readonly string[] }
    readonly session?: { readonly accountId: string; readonly uid?: string; readonly cookie?: string }
  }

  export interface ResourceServerInfo {
    readonly scope: string
    readonly audience: string
    readonly accessTokenFormat: 'jwt'
    readonly accessTokenTTL?: number
    readonly jwt: { readonly sign: { readonly alg: string } }
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    proxy: boolean
    silent: boolean
    readonly Client: { readonly prototype: Client }
    readonly Grant: new (input: { accountId: string; clientId: string; expiresIn?: number }) => Grant
    readonly Session: { find(id: string): Promise<Session | undefined> }
    callback(): (req: IncomingMessage, res: ServerResponse) => Promise<void>
    on(event: string, listener: (context: Context, error: Error) => void): this
    registerGrantType(
      name: string,
      handler: (context: Context) => Promise<void>,
      parameters?: readonly string[],
    ): void
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<Interaction>
    interactionResult(
      req: IncomingMessage,
      res: ServerResponse,
      result: Record<string, unknown>,
    ): Promise<string>
  }

  export namespace errors {
    class OIDCProviderError extends Error {
      constructor(status: number, error: string)
      readonly error: string
      readonly statusCode: number
      error_description?: string
      error_detail?: string
      scope?: string
    }
    class InvalidGrant extends OIDCProviderError {
      constructor(detail: string)
    }
    class SessionNotFound extends OIDCProviderError {}
  }

  export namespace interactionPolicy {
    interface Prompts extends Array<unknown> {
      get(name: string): { readonly checks: { clear(): void } } | undefined
    }
    function base(): Prompts
  }
}
