import { GatewayError, type ErrorCode } from '../foundation/errors.ts'
import {
  buildErrorProblem,
  buildProblem,
  problemContentType,
  type Problem,
} from '../foundation/http/problem.ts'
import type { Log } from '../telemetry/log.ts'
import type { Exchange, Reply } from './exchange.ts'

/** An answer of the gateway's own, by the row of its error code. */
export function failureReply(
  code: ErrorCode,
  exchange: Exchange,
  detail?: string,
  headers?: Record<string, string>,
): Reply {
  const problem = buildErrorProblem(code, {
    instance: exchange.path,
    requestId: exchange.requestId,
    now: Date.now(),
    ...(detail === undefined ? {} : { detail }),
  })
  return problemReply(problem, headers)
}

/** A problem document as an answer. */
export function problemReply(problem: Problem, headers?: Record<string, string>): Reply {
  return {
    status: problem.status,
    headers: { 'content-type': problemContentType, ...headers },
    body: JSON.stringify(problem),
    problem,
  }
}

/** Whatever was thrown, as an answer that leaks nothing; what the caller must not see goes to the log. */
export function replyToThrown(thrown: unknown, exchange: Exchange, log: Log): Reply {
  if (thrown instanceof GatewayError) {
    if (thrown.status >= 500)
      log.warn('request failed', {
        requestId: exchange.requestId,
        code: thrown.code,
        error: thrown.message,
        cause: describe(thrown.cause),
      })
    return failureReply(thrown.code, exchange, thrown.detail, thrown.headers)
  }
  log.error('request failed', { requestId: exchange.requestId, error: describe(thrown) })
  return isSelfDescribing(thrown)
    ? selfDescribedReply(thrown, exchange)
    : failureReply('SALLYPORT_GATEWAY_FAILURE', exchange)
}

/** An error of a project module that says what its answer holds (`RuntimeError` of the runtime API). */
interface SelfDescribingError extends Error {
  readonly status: number | undefined
  readonly extensionMembers: Readonly<Record<string, unknown>> | undefined
}

function isSelfDescribing(thrown: unknown): thrown is SelfDescribingError {
  return thrown instanceof Error && 'extensionMembers' in thrown
}

/** Extension members are meant for the caller; the message is so only where the module says it is the caller's fault. */
function selfDescribedReply(error: SelfDescribingError, exchange: Exchange): Reply {
  const status = error.status !== undefined && error.status >= 400 && error.status <= 599 ? error.status : 500
  const problem =
    status < 500
      ? buildProblem({
          status,
          detail: error.message,
          instance: exchange.path,
          requestId: exchange.requestId,
          now: Date.now(),
        })
      : buildErrorProblem('SALLYPORT_GATEWAY_FAILURE', {
          instance: exchange.path,
          requestId: exchange.requestId,
          now: Date.now(),
        })
  return problemReply({ ...problem, ...error.extensionMembers, status })
}

function describe(error: unknown): string | undefined {
  if (error === undefined) return undefined
  if (error instanceof Error) return error.stack ?? error.message
  return typeof error === 'string' ? error : `a thrown ${typeof error} that is no Error`
}
