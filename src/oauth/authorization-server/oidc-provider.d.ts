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
    userCode?: string
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
    readonly grantId?: string
    readonly authTime?: number
    readonly scope?: string
    readonly scopes: ReadonlySet<string>
    readonly iiat?: number
    /** The grant types a refresh token comes from, the first one first; short for the device grant. */
    readonly gty?: string
    readonly resourceServer?: { readonly accessTokenTTL?: number }
    /** End, in seconds since 1970; changed by whoever extends the life before `save`. */
    exp: number
    save(): Promise<string>
  }

  export interface Grant extends Token {
    addOIDCScope(scope: string): void
    addResourceScope(resource: string, scope: string): void
  }

  export interface DeviceCode extends Token {
    readonly userCode: string
  }

  export interface Session {
    readonly state?: { readonly secret?: string }
    accountId?: string
    authorizations?: unknown
    persist(): Promise<unknown>
    destroy(): Promise<void>
  }

  export interface Client {
    readonly clientId: string
    readonly clientAuthMethod: string
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
    /** What the person has done since the request began; undefined before the first page was answered. */
    readonly result?: { readonly consent?: unknown }
    readonly entities: {
      readonly AuthorizationCode?: Token
      readonly DeviceCode?: DeviceCode
      readonly RefreshToken?: Token
      readonly Grant?: Grant
    }
  }

  /** A Koa context with what the library adds. */
  export interface Context {
    readonly req: IncomingMessage
    readonly oidc: OidcContext
    readonly query: Readonly<Record<string, string | string[] | undefined>>
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
    /** The code of the device that waits for this person; undefined for other sign-ins. */
    readonly deviceCode?: string
    readonly session?: { readonly accountId: string; readonly uid?: string; readonly cookie?: string }
  }

  export interface ResourceServerInfo {
    readonly scope: string
    readonly audience: string
    readonly accessTokenFormat: 'jwt'
    readonly accessTokenTTL?: number
    readonly jwt: { readonly sign: { readonly alg: string } }
  }

  /** A Koa context outside the library's routes. */
  export interface BareContext {
    readonly req: IncomingMessage
    readonly res: ServerResponse
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    proxy: boolean
    silent: boolean
    /** The exchange that the library is working on. */
    static readonly ctx: Context | undefined
    readonly Client: { readonly prototype: Client; find(id: string): Promise<Client | undefined> }
    readonly DeviceCode: {
      find(id: string): Promise<DeviceCode | undefined>
      findByUserCode(
        userCode: string,
        options?: { ignoreExpiration?: boolean },
      ): Promise<DeviceCode | undefined>
    }
    readonly Grant: new (input: { accountId: string; clientId: string; expiresIn?: number }) => Grant
    readonly Session: {
      find(id: string): Promise<Session | undefined>
      /** The session of the signed cookie; a fresh one without a cookie. */
      get(context: BareContext): Promise<Session>
    }
    cookieName(type: 'session'): string
    createContext(req: IncomingMessage, res: ServerResponse): BareContext
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): this
    callback(): (req: IncomingMessage, res: ServerResponse) => Promise<void>
    on(event: string, listener: (context: Context, error: Error) => void): this
    emit(event: string, context: Context, error: unknown): boolean
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
      get(name: string): { readonly checks: { clear(): void; add(check: Check): void } } | undefined
    }
    /** True asks the person. */
    class Check {
      constructor(
        reason: string,
        description: string,
        error: string,
        check: (context: Context) => boolean | Promise<boolean>,
      )
    }
    function base(): Prompts
  }
}
