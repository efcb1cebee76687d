import { buildErrorProblem } from '../../../foundation/http/problem.ts'
import type { Exchange, Reply } from '../../../gateway/exchange.ts'
import { problemReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ValueProblem } from '../../validation/json-validator.ts'
import { compileChecks, type RouteChecks } from './compile-checks.ts'
import { requestValidationOptions, type RequestValidationOptions } from './options.ts'

/** Most problems that one answer names. */
const mostProblems = 20

/** A problem, and the part of the request it is in. */
interface RequestProblem extends ValueProblem {
  readonly in: keyof RouteChecks
}

/** Refuses requests that do not fit the OpenAPI document. */
export const requestValidation = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RequestValidationInboundPolicy'],
  policyTypes: ['request-validation-inbound'],
  options: requestValidationOptions,
  create: (options, { name }) => {
    const modes = modesOf(options)
    // Routes live as long as the policy; a reload makes both anew.
    const checks = new Map<GatewayContext['route'], RouteChecks>()
    const checksOf = (route: GatewayContext['route']): RouteChecks => {
      const known = checks.get(route) ?? compileChecks(route)
      checks.set(route, known)
      return known
    }
    return {
      name,
      handle: async (exchange, context) => {
        if (modes.length === 0) return undefined
        const routeChecks = checksOf(context.route)
        const refused: RequestProblem[] = []
        const logged: RequestProblem[] = []
        for (const [part, mode] of modes) {
          const problems = (await routeChecks[part](exchange)).map((problem) => ({ in: part, ...problem }))
          if (mode !== 'log-only') refused.push(...problems)
          if (mode !== 'reject-only') logged.push(...problems)
        }
        if (logged.length > 0) logProblems(logged, exchange, context, options)
        return refused.length === 0 ? undefined : refuse(refused, exchange, context)
      },
    }
  },
})

type Mode = RequestValidationOptions['validateBody']

function modesOf(options: RequestValidationOptions): readonly (readonly [keyof RouteChecks, Mode])[] {
  const modes = [
    ['path', options.validatePathParameters],
    ['query', options.validateQueryParameters],
    ['header', options.validateHeaders],
    ['body', options.validateBody],
  ] as const
  return modes.filter(([, mode]) => mode !== 'none')
}

function refuse(
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

function logProblems(
  problems: readonly RequestProblem[],
  { method, path, search, headers }: Exchange,
  { log }: GatewayContext,
  { logLevel, includeRequestInLogs }: RequestValidationOptions,
): void {
  log[logLevel]('a request does not fit the OpenAPI document', {
    errors: problems.slice(0, mostProblems),
    ...(includeRequestInLogs ? { request: { method, path, search, headers } } : {}),
  })
}
