import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { createRequestFacade } from '../../../gateway/facade/gateway-request.ts'
import { moduleContextOf } from '../../../gateway/facade/module-context.ts'
import { failureReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy, type InboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall, ToolCallResult, ToolRefusal } from '../../../gateway/tool-call.ts'
import { meters, type Amounts } from '../../limits/context-amounts.ts'
import { findFunction, type LimitFunction } from '../../limits/find-function.ts'
import { createFirstCalls, type FirstCalls } from '../../limits/first-calls.ts'
import { callerOf } from '../../limits/keys.ts'
import { periodAt } from '../../limits/period.ts'
import {
  createQuotaBook,
  type QuotaAccount,
  type QuotaBook,
  type QuotaRefusal,
} from '../../limits/quota-book.ts'
import { parseStatusCodes } from '../../limits/status-codes.ts'
import { readAnchorDate, readQuotaDetail } from './answers.ts'
import { quotaOptions, type QuotaOptions } from './options.ts'

/** Limits how much a caller uses in a period: requests, tool calls of an MCP route, or what modules count. */
export const quota = defineInboundPolicy({
  stage: 'inbound',
  exports: ['QuotaInboundPolicy'],
  policyTypes: ['quota-inbound'],
  options: quotaOptions,
  create: (options, setup): InboundPolicy => {
    const kept = new Quota(options, setup)
    const policy: InboundPolicy = {
      name: setup.name,
      handle: (exchange, context) => kept.handle(exchange, context),
    }
    if (options.mcpCounts === 'posts') return policy
    return {
      ...policy,
      handleTool: (call, exchange, context) => kept.handleTool(call, exchange, context),
      handleToolResult: (result, call, _exchange, context) => kept.settleTool(result, call, context),
    }
  },
})

/** What a request took of its accounts, until its answer says whether it counts. */
interface Taken {
  readonly accounts: readonly QuotaAccount[]
  readonly amounts: Amounts
}

class Quota {
  private readonly options: QuotaOptions
  private readonly setup: PolicySetup
  private readonly book: QuotaBook
  private readonly firstCalls: FirstCalls
  private readonly isCounted: (status: number) => boolean
  private readonly getQuotaDetail: LimitFunction | undefined
  private readonly getAnchorDate: LimitFunction | undefined
  private readonly takenByCalls = new WeakMap<ToolCall, Taken>()

  constructor(options: QuotaOptions, setup: PolicySetup) {
    this.options = options
    this.setup = setup
    this.book = createQuotaBook(setup.services)
    this.firstCalls = createFirstCalls(setup.services, options.period)
    this.isCounted = parseStatusCodes(options.quotaOnStatusCodes) ?? (() => false)
    this.getQuotaDetail = findNamed('getQuotaDetail', options.quotaBy, options, setup)
    this.getAnchorDate = findNamed('getAnchorDate', options.quotaAnchorMode, options, setup)
  }

  async handle(exchange: Exchange, context: GatewayContext): Promise<Reply | undefined> {
    const outcome = await this.take(undefined, exchange, context)
    if (outcome === undefined) return undefined
    if ('refusal' in outcome) {
      const headers = { 'retry-after': String(this.secondsUntil(outcome.refusal.period.end)) }
      return failureReply('SALLYPORT_LIMIT_QUOTA', exchange, this.describe(outcome.refusal), headers)
    }
    context.settleWith((status) => this.settle(outcome, status, context))
    return undefined
  }

  async handleTool(
    call: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolRefusal | undefined> {
    const outcome = await this.take(call.tool, exchange, context)
    if (outcome === undefined) return undefined
    if ('refusal' in outcome) {
      const retryAfterSeconds = this.secondsUntil(outcome.refusal.period.end)
      return { kind: 'refusal', message: this.describe(outcome.refusal), retryAfterSeconds }
    }
    this.takenByCalls.set(call, outcome)
    return undefined
  }

  /** A tool has no status: its result counts as 200, its error as 500. */
  async settleTool(result: ToolCallResult, call: ToolCall, context: GatewayContext): Promise<ToolCallResult> {
    const taken = this.takenByCalls.get(call)
    if (taken !== undefined) await this.settle(taken, result.isError === true ? 500 : 200, context)
    return result
  }

  /** Before the request runs, so that those under way at the same time cannot use the same rest of an allowance. */
  private async take(
    tool: string | undefined,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<Taken | { refusal: QuotaRefusal } | undefined> {
    const detail = await this.detailOf(exchange, context)
    if (detail === undefined) return undefined
    const amounts = { requests: 1, ...meters.of(context) }
    try {
      const accounts = await this.accountsOf(detail, tool, exchange, context)
      return await this.takeOf(accounts, amounts)
    } catch (error) {
      if (this.options.throwOnFailure || error instanceof TypeError) throw error
      this.logFailure(error)
      return undefined
    }
  }

  private async takeOf(
    accounts: readonly QuotaAccount[],
    amounts: Amounts,
  ): Promise<Taken | { refusal: QuotaRefusal }> {
    for (const [index, account] of accounts.entries()) {
      if (this.options.allowRequestsOverQuota) {
        await this.book.add(account, amountsOf(account, amounts))
        continue
      }
      const refusal = await this.book.take(account, amounts)
      if (refusal === undefined) continue
      for (const before of accounts.slice(0, index))
        await this.book.add(before, negative(amountsOf(before, amounts)))
      return { refusal }
    }
    return { accounts, amounts }
  }

  private async settle({ accounts, amounts }: Taken, status: number, context: GatewayContext): Promise<void> {
    const counted = this.isCounted(status) ? { requests: 1, ...meters.of(context) } : {}
    try {
      for (const account of accounts) {
        const before = amountsOf(account, amounts)
        const after: Amounts = amountsOf(account, counted)
        const names = Object.keys({ ...before, ...after })
        await this.book.add(
          account,
          Object.fromEntries(names.map((meter) => [meter, (after[meter] ?? 0) - (before[meter] ?? 0)])),
        )
      }
    } catch (error) {
      this.logFailure(error)
    }
  }

  private async detailOf(exchange: Exchange, context: GatewayContext): Promise<CallerDetail | undefined> {
    const { allowances } = this.options
    if (this.options.quotaBy === 'user') return { caller: callerOf('user', exchange), allowances }
    const said = readQuotaDetail(await this.ask(this.getQuotaDetail, exchange, context), this.setup.name)
    return said && { caller: ['function', said.key], allowances: said.allowances ?? allowances }
  }

  private async accountsOf(
    { caller, allowances }: CallerDetail,
    tool: string | undefined,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<readonly QuotaAccount[]> {
    const { period: length, tools, perTool } = this.options
    const { services, name } = this.setup
    const parts = [name, length, ...caller]
    const anchor =
      this.options.quotaAnchorMode === 'first-api-call'
        ? await this.firstCalls.of(parts)
        : readAnchorDate(await this.ask(this.getAnchorDate, exchange, context), name)
    const period = periodAt(length, anchor, services.now())
    if (tool === undefined) return [{ parts, period, allowances }]
    const own = Object.hasOwn(tools, tool) ? tools[tool] : undefined
    const all = { parts: perTool ? [...parts, 'each', tool] : parts, period, allowances }
    return own === undefined
      ? [all]
      : [{ parts: [...parts, 'own', tool], period, allowances: own.allowances }, all]
  }

  private ask(asked: LimitFunction | undefined, exchange: Exchange, context: GatewayContext): unknown {
    const { bodyLimit, name } = this.setup
    return asked?.(createRequestFacade(exchange), moduleContextOf(context, bodyLimit), name)
  }

  private describe({ meter, allowance, period }: QuotaRefusal): string {
    const end = new Date(period.end).toISOString()
    return `The ${this.options.period} quota of ${allowance} ${meter} is used up; the next period begins at ${end}.`
  }

  private secondsUntil(end: number): number {
    return Math.max(1, Math.ceil((end - this.setup.services.now()) / 1000))
  }

  private logFailure(error: unknown): void {
    this.setup.services.log.warn('quota not counted: the store failed', {
      policy: this.setup.name,
      error: error instanceof Error ? error.message : String(error),
    })
  }
}

interface CallerDetail {
  readonly caller: readonly string[]
  readonly allowances: Amounts
}

/** The amounts that an account has an allowance for. */
function amountsOf({ allowances }: QuotaAccount, amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).filter(([meter]) => Object.hasOwn(allowances, meter)))
}

function negative(amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).map(([meter, amount]) => [meter, -amount]))
}

function findNamed(
  name: 'getQuotaDetail' | 'getAnchorDate',
  mode: string,
  { identifier }: QuotaOptions,
  setup: PolicySetup,
): LimitFunction | undefined {
  if (mode !== 'function') return undefined
  const reference = identifier && { module: identifier.module, export: identifier[`${name}Export`] }
  const hint = `Write "identifier": { "module": "$import(./modules/quota)" }, and export ${name} there.`
  return findFunction(setup, reference, ['identifier', `${name}Export`], hint)
}
