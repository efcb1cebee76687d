import { discardBody, type Exchange, type Reply } from '../../../gateway/exchange.ts'
import { defineInboundPolicy, type InboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolAnswer, ToolCall, ToolCallResult } from '../../../gateway/tool-call.ts'
import { createAnswerStore, type AnswerStore } from './answer-store.ts'
import { cacheKey } from './cache-key.ts'
import { Flights } from './flights.ts'
import { holdBody } from './hold-body.ts'
import {
  isAnswerFor,
  keepReply,
  lifetimeOf,
  replyOf,
  timesOf,
  type KeptReply,
  type KeptTimes,
  type Lifetime,
} from './kept-reply.ts'
import { cachingOptions, type CachingOptions } from './options.ts'

/** Keeps answers, and the results of read-only tools, for a while. */
export const caching = defineInboundPolicy({
  stage: 'inbound',
  exports: ['CachingInboundPolicy'],
  policyTypes: ['caching-inbound'],
  options: cachingOptions,
  create: (options, setup): InboundPolicy => {
    const cache = new Caching(options, setup)
    return {
      name: setup.name,
      handle: (exchange, context) => cache.handle(exchange, context),
      handleTool: (call, exchange, context) => cache.handleTool(call, exchange, context),
      handleToolResult: (result, call, exchange, context) =>
        cache.handleToolResult(result, call, exchange, context),
    }
  },
})

class Caching {
  private readonly options: CachingOptions
  private readonly setup: PolicySetup
  private readonly methods: ReadonlySet<string>
  private readonly statuses: ReadonlySet<number>
  private readonly longest: Lifetime
  private readonly store: AnswerStore
  private readonly flights: Flights

  constructor(options: CachingOptions, setup: PolicySetup) {
    this.options = options
    this.setup = setup
    this.methods = new Set(options.cacheHttpMethods.map((method) => method.toUpperCase()))
    this.statuses = new Set(options.statusCodes)
    const freshMs = options.expirationSecondsTtl * 1000
    this.longest = { freshMs, staleMs: options.staleWhileRevalidateSeconds * 1000 }
    this.store = createAnswerStore(options, setup.name, setup.services)
    this.flights = new Flights(() => this.now(), freshMs)
  }

  async handle(exchange: Exchange, context: GatewayContext): Promise<Reply | undefined> {
    if (!this.methods.has(exchange.method) || refusesCache(exchange)) return undefined
    const key = await cacheKey(this.setup.name, this.options, exchange, context)
    if (key === undefined) return undefined
    const kept = this.readReply(await this.store.get(key), exchange)
    if (kept !== undefined && (kept.freshUntil > this.now() || this.isRenewed(key, exchange, context)))
      return replyOf(kept, this.now())
    const isFirst = this.flights.takeOff(key)
    const brought = isFirst ? undefined : await this.flights.wait(key, exchange.signal)
    const found = this.readReply(brought, exchange)
    if (found !== undefined) return replyOf(found, this.now())
    this.keepWhatComes(key, isFirst, exchange, context)
    return undefined
  }

  async handleTool(
    call: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolAnswer | undefined> {
    if (!isReadOnly(call)) return undefined
    const key = await cacheKey(this.setup.name, this.options, exchange, context, call)
    if (key === undefined) return undefined
    const kept = this.parse<KeptResult>(await this.store.get(key))
    // Whoever finds a result stale while nobody renews it does so; the others need not wait.
    const isUsable = kept !== undefined && (kept.freshUntil > this.now() || this.flights.has(key))
    if (isUsable) return { kind: 'result', result: kept.result }
    if (this.flights.takeOff(key)) return undefined
    const brought = this.parse<KeptResult>(await this.flights.wait(key, exchange.signal))
    return brought === undefined ? undefined : { kind: 'result', result: brought.result }
  }

  async handleToolResult(
    result: ToolCallResult,
    call: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolCallResult> {
    if (!isReadOnly(call)) return result
    const key = await cacheKey(this.setup.name, this.options, exchange, context, call)
    if (key === undefined) return result
    const kept: KeptResult = { ...timesOf(this.longest, this.now()), result }
    const text = result.isError === true ? undefined : await this.write(key, kept, this.longest)
    this.flights.land(key, text)
    return result
  }

  /** True when a stale answer may be given, because somebody is fetching a new one, or now does in the background. */
  private isRenewed(key: string, exchange: Exchange, context: GatewayContext): boolean {
    if (this.flights.has(key)) return true
    // What runs after a tool call has ended could still talk to its client.
    if (context.mcp !== undefined) return false
    const signal = AbortSignal.timeout(this.setup.services.upstreamTimeoutMs)
    const copy: Exchange = { ...exchange, headers: { ...exchange.headers }, signal }
    const asked: Exchange = { ...copy, headers: { ...exchange.headers } }
    const coming = context.actions.resumeRoute(this.setup.name, copy, context)
    if (coming === undefined) return false
    this.flights.takeOff(key)
    const renewing = coming
      .then(async (reply) => {
        this.flights.land(key, await this.keep(key, reply, asked))
        await discardBody(reply)
      })
      .catch((error: unknown) => {
        this.flights.land(key, undefined)
        throw error
      })
    context.waitUntil(renewing)
    return true
  }

  private keepWhatComes(key: string, isFirst: boolean, exchange: Exchange, context: GatewayContext): void {
    const asked = { ...exchange, headers: { ...exchange.headers } }
    context.sendingHooks = [
      ...(context.sendingHooks ?? []),
      async (reply) => {
        const text = await this.keep(key, reply, asked)
        if (isFirst) this.flights.land(key, text)
        return undefined
      },
    ]
    if (isFirst)
      context.settleWith((status) => {
        if (!this.statuses.has(status)) this.flights.land(key, undefined)
        return Promise.resolve()
      })
  }

  /** Keeps an answer if it may be kept, and answers what was written. */
  private async keep(key: string, reply: Reply, exchange: Exchange): Promise<string | undefined> {
    const lifetime = lifetimeOf(reply, this.longest, this.now())
    if (!this.statuses.has(reply.status) || lifetime.freshMs === 0) return undefined
    const body = await holdBody(reply, this.options.maxEntryBytes)
    if (body === undefined) return undefined
    return this.write(key, keepReply(reply, body, exchange, lifetime, this.now()), lifetime)
  }

  private async write(key: string, kept: object, lifetime: Lifetime): Promise<string | undefined> {
    const text = JSON.stringify(kept)
    // Escapes and headers come on top of the body.
    if (text.length > this.options.maxEntryBytes * 2 + 65_536) return undefined
    await this.store.set(key, text, lifetime.freshMs + lifetime.staleMs)
    return text
  }

  private readReply(text: string | undefined, { headers }: Exchange): KeptReply | undefined {
    const kept = this.parse<KeptReply>(text)
    return kept !== undefined && isAnswerFor(kept, headers) ? kept : undefined
  }

  /** What is too old, or what an older version kept in a way of its own, is as good as none. */
  private parse<Kept extends KeptTimes>(text: string | undefined): Kept | undefined {
    if (text === undefined) return undefined
    const kept = JSON.parse(text) as Kept
    return kept.staleUntil > this.now() ? kept : undefined
  }

  private now(): number {
    return this.setup.services.now()
  }
}

/** The result of a tool as it lies in the store. */
interface KeptResult extends KeptTimes {
  readonly result: ToolCallResult
}

function isReadOnly({ annotations }: ToolCall): boolean {
  return annotations['readOnlyHint'] === true
}

/** The caller asks for an answer that comes from the upstream, and is kept nowhere. */
function refusesCache({ headers }: Exchange): boolean {
  return /\b(?:no-store|no-cache)\b/i.test(headers['cache-control'] ?? '')
}
