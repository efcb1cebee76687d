import type { Exchange } from '../../gateway/exchange.ts'
import type { InboundPolicy, PolicySetup } from '../../gateway/policy.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { createDecisionPolicy } from '../decision/create-decision-policy.ts'
import type { Authenticate } from '../decision/ask-decision-point.ts'
import { CheckClient } from './check-client.ts'
import { fillTemplate, parseTuple, type RelationTuple } from './fill-tuple.ts'
import type { OpenFgaOptions } from './options.ts'

/** Creates the policy that asks a store whether the caller may; whatever is not allowed is refused. */
export function createOpenFgaPolicy(
  apiUrl: string,
  options: OpenFgaOptions,
  authenticate: Authenticate,
  setup: PolicySetup,
): InboundPolicy {
  const client = new CheckClient(apiUrl, options, authenticate, setup)
  return createDecisionPolicy(setup.name, {
    judge: async (exchange, context, call) => {
      const tuple = tupleOf(options, exchange, context, call?.tool)
      return tuple === undefined ? 'denied' : client.check(tuple)
    },
    judgesTools: asksForTool(options),
    isLenient: options.allowUnauthorizedRequests,
    passesUndecided: false,
    noun: 'relation',
  })
}

function asksForTool({ object, relation }: OpenFgaOptions): boolean {
  return object?.includes('{tool}') === true || relation?.includes('{tool}') === true
}

/** What to ask, from the options or from a module policy before this one; undefined when that cannot be said. */
function tupleOf(
  options: OpenFgaOptions,
  { user: caller, params }: Exchange,
  { custom }: GatewayContext,
  tool: string | undefined,
): RelationTuple | undefined {
  if (options.relation === undefined || options.object === undefined)
    return parseTuple(custom['openFgaCheck'])
  const valueOf = (name: string): string | undefined => {
    if (name === 'sub') return caller?.sub
    if (name === 'tool') return tool
    return Object.hasOwn(params, name) ? params[name] : undefined
  }
  const user = fillTemplate(options.user, valueOf)
  const relation = fillTemplate(options.relation, valueOf)
  const object = fillTemplate(options.object, valueOf)
  return user === undefined || relation === undefined || object === undefined
    ? undefined
    : { user, relation, object }
}
