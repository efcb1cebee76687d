import type { Exchange, Reply } from './exchange.ts'
import type { ProtectedResource } from './policy.ts'
import type { Services } from './services.ts'
import type { TokenSigner } from './token-signer.ts'

/** What a project adds to its gateway at start, from `runtimeInit`. */
export interface Plugin {
  /** Shown in logs and diagnostics. */
  readonly name: string
  /** Runs once per gateway, after its routes were linked and before it serves. */
  install(host: PluginHost): void | Promise<void>
}

/** A route of the running gateway, as plugins see it. */
export interface LinkedRoute {
  /** Path as the route file writes it, `{param}` included. */
  readonly path: string
  /** Upper case. */
  readonly method: string
  /** The protection of each of the route's inbound policies that has one, in pipeline order. */
  readonly protectedResources: readonly ProtectedResource[]
  /** True when a request for this path (as sent, without query) is the route's. */
  matches(path: string): boolean
}

/** A path the gateway answers itself when no route of the project has it: no policies, no CORS policy. */
export interface SystemRoute {
  /** Upper case. */
  readonly method: string
  matches(path: string): boolean
  serve(exchange: Exchange): Reply | Promise<Reply>
}

/** What a plugin may do to the gateway it is installed in. */
export interface PluginHost {
  readonly services: Services
  readonly environment: Readonly<Record<string, string | undefined>>
  /** All routes, in file order. */
  routes(): readonly LinkedRoute[]
  addSystemRoute(route: SystemRoute): void
  /** Makes `/ready` answer 503 while the check says a problem. */
  addReadinessCheck(name: string, check: () => string | undefined): void
  /** Has policies sign tokens of the gateway with this. */
  provideTokenSigner(signer: TokenSigner): void
}
