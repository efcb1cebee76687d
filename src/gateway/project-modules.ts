import type { GatewayRequest } from './facade/gateway-request.ts'
import type { ModuleContext } from './facade/module-context.ts'

/** Changes what a function of AWS Lambda gets of a request; answers the event to send, or nothing to send it as it is. */
export type SendingAwsLambdaEventHook = (
  request: GatewayRequest,
  context: ModuleContext,
  event: Record<string, unknown>,
) => Record<string, unknown> | undefined | Promise<Record<string, unknown> | undefined>

/** The loaded modules of a project. */
export interface ProjectModules {
  /** Everything a module exports; undefined when the project has no such module. */
  exportsOf(specifier: string): Readonly<Record<string, unknown>> | undefined
  /** What modules have asked for, in their order; modules add to it while they are loaded and initialised. */
  readonly lambdaEventHooks?: readonly SendingAwsLambdaEventHook[]
}
