import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { createRequestFacade } from '../../../gateway/facade/gateway-request.ts'
import { moduleContextOf } from '../../../gateway/facade/module-context.ts'
import { failureReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy, type InboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall, ToolRefusal } from '../../../gateway/tool-call.ts'
import { findFunction, type LimitFunction } from '../../limits/find-function.ts'
import { callerOf, counterKey } from '../../limits/keys.ts'
import {
  createAsyncLimiter,
  createStrictLimiter,
  type LimitRefusal,
  type WindowLimiter,
} from '../../limits/window-limiter.ts'
import { describeWindow, windowMsOf } from '../../limits/window-words.ts'
import { readRateLimitDetails } from './identifier.ts'
import { rateLimitOptions, type RateLimitOptions } from './options.ts'

/** Limits how many requests, or tool calls of an MCP route, pass in a sliding window. */
export const rateLimit = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RateLimitInboundPolicy', 'BasicRateLimitInboundPolicy'],
  policyTypes: ['rate-limit-inbound'],
  options: rateLimitOptions,
  create: (options, setup): InboundPolicy => {
    const limit = new RateLimit(options, setup)
    const policy: InboundPolicy = {
      name: setup.name,
      handle: (exchange, context) => limit.handle(exchange, context),
    }
    return options.mcpCounts === 'posts'
      ? policy
      : { ...policy, handleTool: (call, exchange, context) => limit.handleTool(call, exchange, context) }
  },
})

/** What one request is counted as. */
interface Counted {
  readonly caller: readonly string[]
  readonly allowed: number
  readonly windowMs: number
}

class RateLimit {
  private readonly options: RateLimitOptions
  private readonly setup: PolicySetup
  private readonly limiter: WindowLimiter
  private readonly identifier: LimitFunction | undefined

  constructor(options: RateLimitOptions, setup: PolicySetup) {
    this.options = options
    this.setup = setup
    this.identifier = findIdentifier(options, setup)
    this.limiter =
      options.mode === 'strict'
        ? createStrictLimiter(setup.services)
        : createAsyncLimiter(setup.services, (error) => this.logFailure(error))
  }

  async handle(exchange: Exchange, context: GatewayContext): Promise<Reply | undefined> {
    const counted = await this.count(exchange, context)
    if (counted === undefined) return undefined
    const refusal = await this.judge(counted, [])
    if (refusal === undefined) return undefined
    const { retryAfterSeconds: seconds } = refusal
    const saysWhen = this.options.headerMode === 'retry-after' && seconds !== undefined
    return failureReply(
      'SALLYPORT_LIMIT_RATE',
      exchange,
      `The limit is ${describe(refusal)}.`,
      saysWhen ? { 'retry-after': String(seconds) } : undefined,
    )
  }

  async handleTool(
    { tool }: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolRefusal | undefined> {
    const counted = await this.count(exchange, context)
    if (counted === undefined) return undefined
    const own = Object.hasOwn(this.options.tools, tool) ? this.options.tools[tool] : undefined
    if (own !== undefined) {
      const windowMs =
        own.timeWindowMinutes === undefined ? counted.windowMs : windowMsOf(own.timeWindowMinutes)
      // The narrower limit first: calls it refuses then take nothing of the wider one.
      const refusal = await this.judge({ ...counted, allowed: own.requestsAllowed, windowMs }, ['own', tool])
      if (refusal !== undefined) return this.refuseTool(refusal, 'calls of this tool')
    }
    const refusal = await this.judge(counted, this.options.perTool ? ['each', tool] : [])
    const what = this.options.perTool ? 'calls of this tool' : 'tool calls'
    return refusal === undefined ? undefined : this.refuseTool(refusal, what)
  }

  private async judge(counted: Counted, tool: readonly string[]): Promise<LimitRefusal | undefined> {
    const { services, name } = this.setup
    const { caller, allowed: limit, windowMs } = counted
    try {
      const key = counterKey(services, [name, ...caller, ...tool])
      return await this.limiter.judge(key, { limit, windowMs, cost: 1 })
    } catch (error) {
      if (this.options.throwOnFailure) throw error
      this.logFailure(error)
      return undefined
    }
  }

  /** Undefined for a request that the project's function does not count. */
  private async count(exchange: Exchange, context: GatewayContext): Promise<Counted | undefined> {
    const { rateLimitBy, requestsAllowed, timeWindowMinutes } = this.options
    if (rateLimitBy !== 'function') {
      const caller = callerOf(rateLimitBy, exchange)
      return { caller, allowed: requestsAllowed, windowMs: windowMsOf(timeWindowMinutes) }
    }
    const { name, bodyLimit } = this.setup
    const said = await this.identifier?.(
      createRequestFacade(exchange),
      moduleContextOf(context, bodyLimit),
      name,
    )
    const details = readRateLimitDetails(said, name)
    if (details === undefined) return undefined
    return {
      caller: ['function', details.key],
      allowed: details.requestsAllowed ?? requestsAllowed,
      windowMs: windowMsOf(details.timeWindowMinutes ?? timeWindowMinutes),
    }
  }

  private refuseTool(refusal: LimitRefusal, what: string): ToolRefusal {
    const message = `Too many ${what}: the limit is ${describe(refusal)}.`
    const { retryAfterSeconds } = refusal
    return this.options.headerMode === 'none' || retryAfterSeconds === undefined
      ? { kind: 'refusal', message }
      : { kind: 'refusal', message, retryAfterSeconds }
  }

  private logFailure(error: unknown): void {
    this.setup.services.log.warn('rate limit not counted: the store failed', {
      policy: this.setup.name,
      error: error instanceof Error ? error.message : String(error),
    })
  }
}

function findIdentifier(options: RateLimitOptions, setup: PolicySetup): LimitFunction | undefined {
  if (options.rateLimitBy !== 'function') return undefined
  const hint =
    'Write "identifier": { "module": "$import(./modules/limits)", "export": "identify" }, and export that function.'
  return findFunction(setup, options.identifier, ['identifier', 'export'], hint)
}

function describe({ limit, windowMs }: LimitRefusal): string {
  return `${limit} in ${describeWindow(windowMs)}`
}
