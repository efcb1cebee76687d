import type { Exchange } from '../../../gateway/exchange.ts'
import { readIncomingRequestProperties } from '../../../gateway/facade/incoming-request-properties.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall } from '../../../gateway/tool-call.ts'
import { redact } from '../../../telemetry/redact.ts'
import { mapValue } from '../../text/map-strings.ts'
import { compileMask } from '../../text/mask-secrets.ts'
import type { AuditLogOptions } from './options.ts'

/** What became of a request or a tool call. */
export interface AuditOutcome {
  readonly outcome: 'ok' | 'refused' | 'error'
  /** Of the answer; undefined for a tool call. */
  readonly status?: number
  readonly ms: number
}

/** A record of the audit log; secrets are masked. */
export type AuditRecord = Readonly<Record<string, unknown>>

const mask = compileMask('[REDACTED]', [])

/** Says who asked for what and what became of it. Bodies and answers are never in it. */
export function buildAuditRecord(
  options: AuditLogOptions,
  exchange: Exchange,
  context: GatewayContext,
  { outcome, status, ms }: AuditOutcome,
  call: ToolCall | undefined,
  metadata: unknown,
): AuditRecord {
  return withoutUndefined({
    time: new Date(context.services.now()).toISOString(),
    event: call === undefined ? 'request' : 'tool-call',
    requestId: exchange.requestId,
    tenant: options.tenant,
    method: exchange.method,
    route: context.route.path,
    tool: call?.tool,
    outcome,
    status,
    reason: context.refusal,
    ms,
    ...(options.logUser ? callerOf(exchange) : {}),
    ipAddress: options.logIpAddress && exchange.clientAddress !== '' ? exchange.clientAddress : undefined,
    geolocation: options.logGeolocation ? placeOf(exchange) : undefined,
    query: options.logQueryParameters ? hideSecrets(queryOf(exchange)) : undefined,
    params: options.logRouteParameters ? hideSecrets(nonEmpty(exchange.params)) : undefined,
    ...(call === undefined ? {} : argumentsOf(call, options)),
    metadata: hideSecrets(metadata),
  })
}

function callerOf({ user }: Exchange): AuditRecord {
  if (user === undefined) return {}
  const { data } = user
  const client = data['client_id'] ?? data['cid'] ?? data['azp']
  return { user: user.sub, client: typeof client === 'string' ? client : undefined }
}

function placeOf(exchange: Exchange): AuditRecord | undefined {
  if (exchange.isFromTrustedProxy !== true) return undefined
  const { country, regionCode, city, asn } = readIncomingRequestProperties(exchange)
  return nonEmpty(withoutUndefined({ country, regionCode, city, asn }))
}

function queryOf({ search }: Exchange): AuditRecord | undefined {
  return search === '' ? undefined : nonEmpty(Object.fromEntries(new URLSearchParams(search)))
}

function argumentsOf({ arguments: given }: ToolCall, { logArguments }: AuditLogOptions): AuditRecord {
  if (logArguments === 'none') return {}
  return logArguments === 'names'
    ? { argumentNames: Object.keys(given).slice(0, mostNames) }
    : { arguments: hideSecrets(given) }
}

/** Most names of arguments in a record; the caller chooses them. */
const mostNames = 100

/** Members with secret names, tokens, and the secrets that can be told by how they begin. */
function hideSecrets(value: unknown): unknown {
  return value === undefined ? undefined : mapValue(redact({ value })['value'], mask)
}

function nonEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value
}

function withoutUndefined(record: AuditRecord): AuditRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
