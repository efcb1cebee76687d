import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { createRequestFacade } from '../../../gateway/facade/gateway-request.ts'
import { moduleContextOf } from '../../../gateway/facade/module-context.ts'
import { failureReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy, type InboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall, ToolCallResult, ToolRefusal } from '../../../gateway/tool-call.ts'
import { increments, type Amounts } from '../../limits/context-amounts.ts'
import { findFunction, type LimitFunction } from '../../limits/find-function.ts'
import { callerOf, counterKey } from '../../limits/keys.ts'
import {
  createAsyncLimiter,
  createStrictLimiter,
  type LimitRefusal,
  type WindowLimiter,
} from '../../limits/window-limiter.ts'
import { describeWindow, windowMsOf } from '../../limits/window-words.ts'
import { readLimitDetails } from './identifier.ts'
import { complexRateLimitOptions, type ComplexRateLimitOptions } from './options.ts'

/** Limits several counters of a caller in a sliding window; modules say how much a request counts in each. */
export const complexRateLimit = defineInboundPolicy({
  stage: 'inbound',
  exports: ['ComplexRateLimitInboundPolicy'],
  policyTypes: ['complex-rate-limit-inbound'],
  options: complexRateLimitOptions,
  create: (options, setup): InboundPolicy => {
    const limit = new ComplexRateLimit(options, setup)
    const policy: InboundPolicy = {
      name: setup.name,
      handle: (exchange, context) => limit.handle(exchange, context),
    }
    if (options.mcpCounts === 'posts') return policy
    return {
      ...policy,
      handleTool: (call, exchange, context) => limit.handleTool(call, exchange, context),
      handleToolResult: (result, call, _exchange, context) => limit.settleTool(result, call, context),
    }
  },
})

/** What one request was counted as, until its handler may have said more. */
interface Counted {
  readonly caller: readonly string[]
  readonly limits: Amounts
  readonly windowMs: number
  readonly amounts: Amounts
}

interface Refused {
  readonly counter: string
  readonly refusal: LimitRefusal
}

class ComplexRateLimit {
  private readonly options: ComplexRateLimitOptions
  private readonly setup: PolicySetup
  private readonly limiter: WindowLimiter
  private readonly identifier: LimitFunction | undefined
  private readonly countedCalls = new WeakMap<ToolCall, Counted>()

  constructor(options: ComplexRateLimitOptions, setup: PolicySetup) {
    this.options = options
    this.setup = setup
    this.limiter =
      options.mode === 'strict'
        ? createStrictLimiter(setup.services)
        : createAsyncLimiter(setup.services, (error) => this.logFailure(error))
    const hint =
      'Write "identifier": { "module": "$import(./modules/limits)", "export": "identify" }, and export that function.'
    this.identifier =
      options.rateLimitBy === 'function'
        ? findFunction(setup, options.identifier, ['identifier', 'export'], hint)
        : undefined
  }

  async handle(exchange: Exchange, context: GatewayContext): Promise<Reply | undefined> {
    const counted = await this.count(exchange, context)
    if (counted === undefined) return undefined
    const refused = await this.judge(counted)
    if (refused === undefined) {
      context.settleWith(() => this.settle(counted, context))
      return undefined
    }
    const { retryAfterSeconds: seconds } = refused.refusal
    const saysWhen = this.options.headerMode === 'retry-after' && seconds !== undefined
    return failureReply(
      'SALLYPORT_LIMIT_RATE',
      exchange,
      describe(refused),
      saysWhen ? { 'retry-after': String(seconds) } : undefined,
    )
  }

  async handleTool(
    call: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolRefusal | undefined> {
    const counted = await this.count(exchange, context)
    if (counted === undefined) return undefined
    const refused = await this.judge(counted)
    if (refused === undefined) {
      this.countedCalls.set(call, counted)
      return undefined
    }
    const message = `Too many tool calls. ${describe(refused)}`
    const { retryAfterSeconds } = refused.refusal
    return this.options.headerMode === 'none' || retryAfterSeconds === undefined
      ? { kind: 'refusal', message }
      : { kind: 'refusal', message, retryAfterSeconds }
  }

  async settleTool(result: ToolCallResult, call: ToolCall, context: GatewayContext): Promise<ToolCallResult> {
    const counted = this.countedCalls.get(call)
    if (counted !== undefined) await this.settle(counted, context)
    return result
  }

  /** In the order of the options; what was counted before the counter that refuses stays counted. */
  private async judge({ caller, limits, windowMs, amounts }: Counted): Promise<Refused | undefined> {
    try {
      for (const [counter, limit] of Object.entries(limits)) {
        const cost = amounts[counter] ?? 1
        if (cost === 0) continue
        const refusal = await this.limiter.judge(this.keyOf(caller, counter), { limit, windowMs, cost })
        if (refusal !== undefined) return { counter, refusal }
      }
    } catch (error) {
      if (this.options.throwOnFailure) throw error
      this.logFailure(error)
    }
    return undefined
  }

  /** Counts what was said only after the request had been let pass: it cannot be refused any more, the next ones can. */
  private async settle(
    { caller, limits, windowMs, amounts }: Counted,
    context: GatewayContext,
  ): Promise<void> {
    const said = increments.of(context)
    try {
      for (const [counter, limit] of Object.entries(limits)) {
        const cost = (said[counter] ?? 1) - (amounts[counter] ?? 1)
        if (cost <= 0) continue
        await this.setup.services.storage.admit(this.keyOf(caller, counter), {
          limit,
          windowMs,
          cost,
          force: true,
        })
      }
    } catch (error) {
      this.logFailure(error)
    }
  }

  /** Undefined for a request that the project's function does not count. */
  private async count(exchange: Exchange, context: GatewayContext): Promise<Counted | undefined> {
    const { rateLimitBy, limits, timeWindowMinutes } = this.options
    const amounts = increments.of(context)
    if (rateLimitBy !== 'function') {
      const windowMs = windowMsOf(timeWindowMinutes)
      return { caller: callerOf(rateLimitBy, exchange), limits, windowMs, amounts }
    }
    const { name, bodyLimit } = this.setup
    const facade = moduleContextOf(context, bodyLimit)
    const said = readLimitDetails(await this.identifier?.(createRequestFacade(exchange), facade, name), name)
    if (said === undefined) return undefined
    return {
      caller: ['function', said.key],
      limits: said.limits ?? limits,
      windowMs: windowMsOf(said.timeWindowMinutes ?? timeWindowMinutes),
      // The function may have said it just now.
      amounts: increments.of(context),
    }
  }

  private keyOf(caller: readonly string[], counter: string): string {
    return counterKey(this.setup.services, ['complex', this.setup.name, ...caller, counter])
  }

  private logFailure(error: unknown): void {
    this.setup.services.log.warn('rate limit not counted: the store failed', {
      policy: this.setup.name,
      error: error instanceof Error ? error.message : String(error),
    })
  }
}

function describe({ counter, refusal: { limit, windowMs } }: Refused): string {
  return `The limit of ${counter} is ${limit} in ${describeWindow(windowMs)}.`
}
