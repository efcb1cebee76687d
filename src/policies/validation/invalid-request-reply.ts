import { buildErrorProblem } from '../../foundation/http/problem.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { problemReply } from '../../gateway/failure-response.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { ValueProblem } from './json-validator.ts'

/** Most problems that one answer names. */
const mostProblems = 20

/** A problem, and the part of the request it is in. */
export interface RequestProblem extends ValueProblem {
  readonly in: 'path' | 'query' | 'header' | 'body'
}

/** The 400 that says what is wrong with a request. */
export function invalidRequestReply(
  problems: readonly RequestProblem[],
  exchange: Exchange,
  { services }: GatewayContext,
): Reply {
  const errors = problems.slice(0, mostProblems)
  const more = problems.length - errors.length
  const problem = buildErrorProblem('SALLYPORT_REQUEST_INVALID', {
    instance: exchange.path,
    requestId: exchange.requestId,
    now: services.now(),
    ...(more > 0 ? { detail: `The first ${mostProblems} of ${problems.length} errors are listed.` } : {}),
  })
  const listed = { ...problem, errors }
  return problemReply(listed)
}
