import type { Exchange } from '../../../gateway/exchange.ts'
import { failureReply } from '../../../gateway/failure-response.ts'
import { createRequestFacade } from '../../../gateway/facade/gateway-request.ts'
import { moduleContextOf } from '../../../gateway/facade/module-context.ts'
import { defineInboundPolicy, type InboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall, ToolCallResult } from '../../../gateway/tool-call.ts'
import { openAuditSink, type AuditSink } from './audit-sink.ts'
import { buildAuditRecord, type AuditOutcome } from './build-audit-record.ts'
import { auditLogOptions, type AuditLogOptions } from './options.ts'

/** Keeps a record of every request, and on an MCP route of every tool call. */
export const auditLog = defineInboundPolicy({
  stage: 'inbound',
  exports: ['AuditLogsInboundPolicy'],
  policyTypes: ['audit-log-inbound'],
  options: auditLogOptions,
  create: (options, setup) => new AuditLog(options, setup),
})

const unkept =
  'The call was made, but its record could not be kept, so that its result is withheld. Do not repeat a call that changes something; tell the user.'
const unserved = 'Calls are not made while their records cannot be kept. Try again later.'

class AuditLog implements InboundPolicy {
  readonly name: string
  private readonly options: AuditLogOptions
  private readonly setup: PolicySetup
  private readonly sink: AuditSink | undefined
  private readonly describe: MetadataFunction | undefined
  private readonly begun = new WeakMap<ToolCall, number>()

  constructor(options: AuditLogOptions, setup: PolicySetup) {
    this.name = setup.name
    this.options = options
    this.setup = setup
    this.sink = openAuditSink(options, setup.name, setup.services)
    this.describe = findMetadata(options, setup)
    if (this.sink === undefined)
      setup.report({
        severity: 'error',
        code: 'SALLYPORT_AUDIT_NO_FILE',
        path: ['to'],
        message: 'Records go to a file, and none is named.',
        hint: 'Add "file": { "path": "./audit.jsonl" }.',
      })
  }

  async handle(exchange: Exchange, context: GatewayContext) {
    if (this.refuses && !(await this.isUsable())) return failureReply('SALLYPORT_AUDIT_UNAVAILABLE', exchange)
    const startedAt = this.now()
    context.settleWith(async (status) => {
      const outcome = context.refusal !== undefined || isRefusal(status) ? 'refused' : okOrError(status)
      await this.keep(exchange, context, { outcome, status, ms: this.now() - startedAt }, undefined)
    })
    return undefined
  }

  async handleTool(call: ToolCall) {
    if (this.refuses && !(await this.isUsable())) return { kind: 'refusal', message: unserved } as const
    this.begun.set(call, this.now())
    return undefined
  }

  async handleToolResult(
    result: ToolCallResult,
    call: ToolCall,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<ToolCallResult> {
    const failed = context.refusal === undefined ? 'error' : 'refused'
    const outcome = result.isError === true ? failed : 'ok'
    const ms = this.now() - (this.begun.get(call) ?? this.now())
    const isKept = await this.keep(exchange, context, { outcome, ms }, call)
    return isKept ? result : { content: [{ type: 'text', text: unkept }], isError: true }
  }

  private get refuses(): boolean {
    return this.options.onFailure === 'refuse'
  }

  private now(): number {
    return this.setup.services.now()
  }

  private isUsable(): Promise<boolean> {
    return this.sink?.isUsable() ?? Promise.resolve(false)
  }

  /** Waits for the record only where requests depend on it; otherwise whoever stops the gateway waits. */
  private async keep(
    exchange: Exchange,
    context: GatewayContext,
    outcome: AuditOutcome,
    call: ToolCall | undefined,
  ): Promise<boolean> {
    const record = buildAuditRecord(
      this.options,
      exchange,
      context,
      outcome,
      call,
      await this.metadataOf(exchange, context),
    )
    const kept = this.sink?.keep(record) ?? Promise.resolve(false)
    if (this.refuses) return kept
    context.services.background.add(kept)
    return true
  }

  /** A function of the project that fails costs its part of the record, not the record. */
  private async metadataOf(exchange: Exchange, context: GatewayContext): Promise<unknown> {
    if (this.describe === undefined) return undefined
    try {
      const facade = moduleContextOf(context, this.setup.bodyLimit)
      return await this.describe(createRequestFacade(exchange), facade)
    } catch (error) {
      context.log.warn('the metadata of an audit record failed', {
        policy: this.name,
        error: error instanceof Error ? error.message : String(error),
      })
      return undefined
    }
  }
}

type MetadataFunction = (request: unknown, context: unknown) => unknown

function findMetadata({ metadata }: AuditLogOptions, setup: PolicySetup): MetadataFunction | undefined {
  if (metadata === undefined) return undefined
  const found = setup.findExport(metadata)
  if (typeof found === 'function') return found as MetadataFunction
  setup.report({
    severity: 'error',
    code: 'SALLYPORT_AUDIT_NO_FUNCTION',
    path: ['metadata', 'export'],
    message: `${metadata.module} exports no function "${metadata.export}".`,
    hint: 'Write: export function metadata(request, context) { return { … } }',
  })
  return undefined
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403 || status === 429
}

function okOrError(status: number): 'ok' | 'error' {
  return status < 400 ? 'ok' : 'error'
}
