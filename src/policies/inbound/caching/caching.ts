import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { defineInboundPolicy, type InboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolAnswer, ToolCall, ToolCallResult } from '../../../gateway/tool-call.ts'
import { cacheKey } from './cache-key.ts'
import { holdBody } from './hold-body.ts'
import { freshnessOf, isAnswerFor, keepReply, replyOf, type KeptReply } from './kept-reply.ts'
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

  constructor(options: CachingOptions, setup: PolicySetup) {
    this.options = options
    this.setup = setup
    this.methods = new Set(options.cacheHttpMethods.map((method) => method.toUpperCase()))
    this.statuses = new Set(options.statusCodes)
  }

  async handle(exchange: Exchange, context: GatewayContext): Promise<Reply | undefined> {
    if (!this.methods.has(exchange.method) || refusesCache(exchange)) return undefined
    const key = await cacheKey(this.setup.name, this.options, exchange, context)
    if (key === undefined) return undefined
    const kept = (await this.read(key)) as KeptReply | undefined
    if (kept !== undefined && isAnswerFor(kept, exchange.headers)) return replyOf(kept, this.now())
    const asked = { ...exchange, headers: { ...exchange.headers } }
    context.sendingHooks = [
      ...(context.sendingHooks ?? []),
      async (reply) => {
        await this.keep(key, reply, asked)
        return undefined
      },
    ]
    return undefined
  }

  async handleTool(
    call: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolAnswer | undefined> {
    if (!isReadOnly(call)) return undefined
    const key = await cacheKey(this.setup.name, this.options, exchange, context, call)
    const kept = key === undefined ? undefined : ((await this.read(key)) as ToolCallResult | undefined)
    return kept === undefined ? undefined : { kind: 'result', result: kept }
  }

  async handleToolResult(
    result: ToolCallResult,
    call: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolCallResult> {
    if (!isReadOnly(call) || result.isError === true) return result
    const key = await cacheKey(this.setup.name, this.options, exchange, context, call)
    if (key !== undefined) await this.write(key, result, this.options.expirationSecondsTtl * 1000)
    return result
  }

  private async keep(key: string, reply: Reply, exchange: Exchange): Promise<void> {
    const ttlMs = freshnessOf(reply, this.options.expirationSecondsTtl * 1000)
    if (!this.statuses.has(reply.status) || ttlMs === 0) return
    const body = await holdBody(reply, this.options.maxEntryBytes)
    if (body !== undefined) await this.write(key, keepReply(reply, body, exchange, this.now()), ttlMs)
  }

  private now(): number {
    return this.setup.services.now()
  }

  /** A store that fails keeps nobody from an answer. */
  private async read(key: string): Promise<unknown> {
    try {
      const stored = await this.setup.services.storage.get(key)
      return stored === undefined ? undefined : JSON.parse(stored.value)
    } catch (error) {
      this.logFailure(error)
      return undefined
    }
  }

  private async write(put: string, kept: object, ttlMs: number): Promise<void> {
    const value = JSON.stringify(kept)
    // Escapes and headers come on top of the body.
    if (value.length > this.options.maxEntryBytes * 2 + 65_536) return
    try {
      await this.setup.services.storage.write([{ put, value, ttlMs }])
    } catch (error) {
      this.logFailure(error)
    }
  }

  private logFailure(error: unknown): void {
    this.setup.services.log.warn('answer not cached: the store failed', {
      policy: this.setup.name,
      error: error instanceof Error ? error.message : String(error),
    })
  }
}

function isReadOnly({ annotations }: ToolCall): boolean {
  return annotations['readOnlyHint'] === true
}

/** The caller asks for an answer that comes from the upstream, and is kept nowhere. */
function refusesCache({ headers }: Exchange): boolean {
  return /\b(?:no-store|no-cache)\b/i.test(headers['cache-control'] ?? '')
}
