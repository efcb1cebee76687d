import type { OperationReference, Place, Project, RouteDefinition } from '../project/project.ts'
import type { Exchange, HeaderFields, Reply } from './exchange.ts'
import type { HandlerAccess } from './handler-access.ts'
import type { SendingAwsLambdaEventHook } from './project-modules.ts'
import type { GatewayContext } from './request-context.ts'
import type { Services } from './services.ts'
import type { TokenSigner } from './token-signer.ts'

/** A request that a part of the gateway sends to another route in process. */
export interface DispatchRequest {
  readonly method: string
  readonly path: string
  readonly search: string
  readonly headers: HeaderFields
  readonly params: Record<string, string>
  /** Text of the body; undefined = none. */
  readonly body: string | Uint8Array | undefined
}

/** A problem with options found while creating a policy or handler; link-project turns it into a diagnostic at the option. */
export interface OptionsProblem {
  readonly severity: 'error' | 'warning'
  readonly code: string
  /** Keys and indexes from `options` down to the offending value. */
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly hint?: string
  /** Set when the problem stands elsewhere than in the options, such as in the operation of a tool. */
  readonly place?: Place
}

/** What the creation of any policy or handler may use. */
export interface Setup {
  readonly services: Services
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The project's identity file, when it has one. */
  readonly identity: Project['identity']
  /** Reports a problem with the options at the place where they stand. */
  report(problem: OptionsProblem): void
  /** Finds an operation of the project by route file (`./config/routes.oas.json`) and operationId. */
  findOperation(reference: OperationReference): RouteDefinition | undefined
  /** An export of a module of the project that options name (`{ export, module }`); undefined when there is none. */
  findExport(reference: { readonly module: string; readonly export: string }): unknown
  /** What modules want to do to events for AWS Lambda, in their order. */
  readonly lambdaEventHooks: readonly SendingAwsLambdaEventHook[]
  /** Largest body that a part may hold whole, bytes (`limits.bodyBytes`). */
  readonly bodyLimit: number
  /** All routes of the project, in file order. */
  readonly routes: readonly RouteDefinition[]
  /** True when the CORS policy of the route lets scripts of this web origin read its answers. */
  corsAllowsOrigin(route: RouteDefinition, origin: string): boolean
  /** What callers need for the parts of the route's handler; undefined where it makes no difference between them. */
  accessOf(route: RouteDefinition): HandlerAccess | undefined
  /** Signs tokens of the gateway, once its plugins are installed; undefined where none provides that. */
  tokenSigner(): TokenSigner | undefined
  /** Runs a request through the policies and the handler of a route, in process; the caller's user travels along. */
  dispatch(
    route: RouteDefinition,
    request: DispatchRequest,
    from: Exchange,
    context: GatewayContext,
  ): Promise<Reply>
}
