import type { Exchange } from '../../../gateway/exchange.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import { invalidRequestReply, type RequestProblem } from '../../validation/invalid-request-reply.ts'
import { compileChecks, type RouteChecks } from './compile-checks.ts'
import { requestValidationOptions, type RequestValidationOptions } from './options.ts'

/** Most problems that one line of the log names. */
const mostProblems = 20

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
        return refused.length === 0 ? undefined : invalidRequestReply(refused, exchange, context)
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
