import type { Reply } from '../../../gateway/exchange.ts'
import { problemReply } from '../../../gateway/failure-response.ts'
import { buildProblem } from '../../../foundation/http/problem.ts'
import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { collectMocks, type Mock } from './collect-mocks.ts'
import { mockApiOptions } from './options.ts'

/** Answers with examples of the route's OpenAPI operation. */
export const mockApi = defineInboundPolicy({
  stage: 'inbound',
  exports: ['MockApiInboundPolicy'],
  policyTypes: ['mock-api-inbound'],
  options: mockApiOptions,
  create: (options, { name, routes, services, report }) => {
    const known = new Map<PolicySetup['routes'][number], readonly Mock[]>()
    for (const route of routes) {
      if (!route.inbound.includes(name)) continue
      const mocks = collectMocks(route, options)
      known.set(route, mocks)
      if (mocks.length === 0)
        report({
          severity: 'warning',
          code: 'SALLYPORT_CONFIG_NO_EXAMPLE',
          path: [],
          place: route.place,
          message: `"${name}" finds no response of ${route.method} ${route.path} to answer with.`,
          hint: 'Describe one under "responses", with an example or a schema, or loosen the options of the policy.',
        })
    }
    return {
      name,
      handle: (exchange, { route }) => {
        const mocks = known.get(route) ?? collectMocks(route, options)
        const mock = mocks[options.random ? anyIndex(services.randomId(), mocks.length) : 0]
        if (mock !== undefined) return replyOf(mock)
        const { path: instance, requestId } = exchange
        const detail = 'The operation describes no response that the mock of this route could answer with.'
        return problemReply(
          buildProblem({
            status: 501,
            title: 'Not Implemented',
            detail,
            instance,
            requestId,
            now: services.now(),
          }),
        )
      },
    }
  },
})

function replyOf({ status, mediaType, body }: Mock): Reply {
  return { status, headers: mediaType === undefined ? {} : { 'content-type': mediaType }, body }
}

/** The first eight digits of a random UUID are random. */
function anyIndex(uuid: string, count: number): number {
  return Number.parseInt(uuid.slice(0, 8), 16) % count
}
