import type { Exchange } from '../../../gateway/exchange.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall } from '../../../gateway/tool-call.ts'
import { createDecisionPolicy } from '../../decision/create-decision-policy.ts'
import { DecisionClient } from '../../decision/ask-decision-point.ts'
import { fillPlaces, namesTool } from './fill-places.ts'
import { authzenOptions, type AuthzenOptions } from './options.ts'

/** Asks a policy decision point whether the caller may (OpenID AuthZEN, Authorization API 1.0). */
export const authzen = defineInboundPolicy({
  stage: 'inbound',
  exports: ['AuthZenInboundPolicy'],
  policyTypes: ['authzen-inbound'],
  options: authzenOptions,
  create: (options, setup) => {
    const { authorizerAuthorizationHeader: authorization, cacheTtlSeconds, timeoutSeconds } = options
    const authenticate = () =>
      Promise.resolve(authorization === undefined ? undefined : (['authorization', authorization] as const))
    const url = evaluationUrl(options.authorizerHostname)
    const terms = { url, authenticate, member: 'decision', cacheTtlSeconds, timeoutSeconds }
    const client = new DecisionClient(terms, setup)
    return createDecisionPolicy(setup.name, {
      judge: async (exchange, context, call) => {
        const question = questionOf(options, exchange, context, call)
        return question === undefined ? 'denied' : client.ask(question)
      },
      judgesTools: [options.subject.id, options.resource.id, options.action.name].some(namesTool),
      isLenient: options.allowUnauthorizedRequests,
      passesUndecided: !options.throwOnError,
      noun: 'decision',
    })
  },
})

function evaluationUrl(hostOrUrl: string): string {
  const base = hostOrUrl.includes('://') ? hostOrUrl.replace(/\/+$/, '') : `https://${hostOrUrl}`
  return `${base}/access/v1/evaluation`
}

/** The body of an access evaluation request (Authorization API 1.0, section 6.1); undefined when a value is missing. */
function questionOf(
  { subject, resource, action }: AuthzenOptions,
  exchange: Exchange,
  context: GatewayContext,
  call: ToolCall | undefined,
): string | undefined {
  const fill = (text: string): string | undefined => fillPlaces(text, exchange, context, call)
  const [subjectId, resourceId, name] = [fill(subject.id), fill(resource.id), fill(action.name)]
  if (subjectId === undefined || resourceId === undefined || name === undefined) return undefined
  return JSON.stringify({
    subject: { type: subject.type, id: subjectId },
    action: { name },
    resource: { type: resource.type, id: resourceId },
  })
}
