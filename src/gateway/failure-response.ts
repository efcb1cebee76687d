import { errorTable, GatewayError, type ErrorCode } from '../foundation/errors.ts'
import type { Log } from '../telemetry/log.ts'
import type { Exchange, Reply } from './exchange.ts'

/** The fields of a problem document (RFC 9457) that the gateway fills. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly instance: string
  readonly code?: string
  readonly trace: { readonly timestamp: string; readonly requestId: string }
  readonly [extension: string]: unknown
}

/** An answer of the gateway's own, by the row of its error code. */
export function failureReply(code: ErrorCode, exchange: Exchange, detail?: string, headers?: Record<string, string>): Reply {
  const row = errorTable[code]
  const problem: Problem = {
    type: `https://httpproblems.com/http-status/${row.status}`,
    title: titles[row.status] ?? 'Error',
    status: row.status,
    detail: detail === undefined ? row.message : detail,
    instance: exchange.path,
    code,
    trace: { timestamp: new Date().toISOString(), requestId: exchange.requestId },
  }
  return problemReply(problem, headers)
}

/** A problem document as an answer. */
export function problemReply(problem: Problem, headers?: Record<string, string>): Reply {
  return {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(problem),
  }
}

/** Whatever was thrown, as an answer that leaks nothing; what the caller must not see goes to the log. */
export function replyToThrown(thrown: unknown, exchange: Exchange, log: Log): Reply {
  if (thrown instanceof GatewayError) {
    if (thrown.status >= 500) log.warn('request failed', { requestId: exchange.requestId, code: thrown.code, error: thrown.message, cause: describe(thrown.cause) })
    return failureReply(thrown.code, exchange, thrown.detail, thrown.headers)
  }
  log.error('request failed', { requestId: exchange.requestId, error: describe(thrown) })
  return failureReply('SALLYPORT_GATEWAY_FAILURE', exchange)
}

function describe(error: unknown): string | undefined {
  if (error === undefined) return undefined
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  508: 'Loop Detected',
}
