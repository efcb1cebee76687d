import { statusTitle, type Problem } from '../foundation/http/problem.ts'
import type { GatewayRequest } from './facade/gateway-request.ts'
import {
  finalHook,
  sendingHook,
  type ModuleContext,
  type ResponseSendingFinalHook,
  type ResponseSendingHook,
} from './facade/module-context.ts'
import type { ModuleRoute } from './facade/module-route.ts'
import type { Untyped } from './facade/untyped.ts'
import type { Plugin } from './plugin.ts'
import type { FormatProblem, ReplyHook } from './request-context.ts'

/** Sees a request before it is routed. */
export type PreRoutingHook = (request: Request) => Request | Response | Promise<Request | Response>
/** Sees a request after it was routed, before the first policy. */
export type OnRequestHook = (
  request: GatewayRequest,
  context: ModuleContext,
) => Request | Response | Promise<Request | Response>
/** Answers a request that no route matches. */
export type NotFoundHandler = (
  request: GatewayRequest,
  context: ModuleContext,
  details: { readonly routesMatchedByPathOnly: readonly ModuleRoute[] },
) => Response | Promise<Response>
/** Answers a problem, of the gateway or of `HttpProblems`, in the project's own form. */
export type ProblemResponseFormat = (
  details: {
    readonly problem: Problem & Readonly<Record<string, Untyped>>
    readonly statusText: string
    readonly additionalHeaders: HeadersInit | undefined
  },
  request: GatewayRequest,
  context: ModuleContext,
) => Response | Promise<Response>
/** Answers a request that failed with a thrown error. */
export type ErrorHandler = (
  error: Untyped,
  request: GatewayRequest,
  context: ModuleContext,
) => Response | Promise<Response>

/** What `runtimeInit(runtime)` of a project gets. */
export class RuntimeExtensions {
  readonly plugins: Plugin[] = []
  readonly preRoutingHooks: PreRoutingHook[] = []
  readonly requestHooks: OnRequestHook[] = []
  readonly sendingHooks: ReplyHook[] = []
  readonly finalHooks: ReplyHook[] = []
  errorHandler: ErrorHandler | undefined = undefined
  notFoundHandler: NotFoundHandler | undefined = undefined
  problemResponseFormat: ProblemResponseFormat | undefined = undefined
  private readonly initializing: Promise<unknown>[] = []
  private readonly bodyLimit: number

  constructor(bodyLimit: number) {
    this.bodyLimit = bodyLimit
  }

  /** Adds a plugin: one of the gateway, or an object of the project with `initialize(runtime)`. */
  addPlugin(plugin: Plugin | { initialize(runtime: RuntimeExtensions): void | Promise<void> }): void {
    if ('install' in plugin) this.plugins.push(plugin)
    else if (typeof plugin?.initialize === 'function')
      this.initializing.push(Promise.resolve(plugin.initialize(this)))
    else
      throw new TypeError(
        'addPlugin takes a plugin: an object with initialize(runtime), or one of the plugins this gateway exports.',
      )
  }

  addPreRoutingHook(hook: PreRoutingHook): void {
    this.preRoutingHooks.push(hook)
  }

  addRequestHook(hook: OnRequestHook): void {
    this.requestHooks.push(hook)
  }

  /** Hooks chain: each gets the answer of the one before. */
  addResponseSendingHook(hook: ResponseSendingHook): void {
    this.sendingHooks.push(sendingHook(hook, this.bodyLimit))
  }

  addResponseSendingFinalHook(hook: ResponseSendingFinalHook): void {
    this.finalHooks.push(finalHook(hook, this.bodyLimit))
  }

  addErrorHandler(handler: ErrorHandler): void {
    this.errorHandler = handler
  }

  /** How problems are answered; undefined where the project says nothing of it. */
  formatProblem(): FormatProblem | undefined {
    const format = this.problemResponseFormat
    if (format === undefined) return undefined
    return async (problem, additionalHeaders, request, context) => {
      const statusText = statusTitle(Number(problem['status']))
      const details = { problem: problem as Problem, statusText, additionalHeaders }
      return format(details, request as GatewayRequest, context as ModuleContext)
    }
  }

  /** Resolves when every project plugin has initialised. */
  async settled(): Promise<void> {
    await Promise.all(this.initializing)
  }
}
