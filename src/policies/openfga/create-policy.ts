import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { InboundPolicy, PolicySetup } from '../../gateway/policy.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { ToolHandler } from '../../gateway/tool-call.ts'
import { denyCaller } from '../access/deny-caller.ts'
import { challengeTermsOf } from '../bearer/challenge-terms.ts'
import { refuseMissing } from '../bearer/refuse-request.ts'
import { CheckClient, type Authenticate, type Verdict } from './check-client.ts'
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
  const judge = async (tuple: RelationTuple | undefined): Promise<Verdict> =>
    tuple === undefined ? 'denied' : client.check(tuple)
  const isLenient = options.allowUnauthorizedRequests
  return {
    name: setup.name,
    handle: async (exchange, context) => {
      const verdict = await judge(tupleOf(options, exchange, context, undefined))
      if (verdict === 'allowed') return undefined
      if (isLenient) return letPass(context)
      return refuse(verdict, exchange, context)
    },
    ...(asksForTool(options) ? { handleTool: createToolHandler(options, judge) } : {}),
  }
}

function createToolHandler(
  options: OpenFgaOptions,
  judge: (tuple: RelationTuple | undefined) => Promise<Verdict>,
): ToolHandler {
  return async ({ tool }, exchange, context) => {
    const verdict = await judge(tupleOf(options, exchange, context, tool))
    if (verdict === 'allowed') return undefined
    if (options.allowUnauthorizedRequests) return letPass(context)
    context.refusal = `relation: ${verdict} for the tool ${tool}`
    return verdict === 'denied'
      ? { kind: 'refusal', message: `The caller may not use the tool "${tool}". Trying again will not help.` }
      : {
          kind: 'refusal',
          message: `Whether the caller may use "${tool}" is not known right now.`,
          retryAfterSeconds,
        }
  }
}

const retryAfterSeconds = 5

function refuse(verdict: Verdict, exchange: Exchange, context: GatewayContext): Reply {
  if (verdict === 'denied' && exchange.user === undefined)
    return refuseMissing(challengeTermsOf(context), exchange, context)
  if (verdict === 'denied') return denyCaller('relation: the store does not allow it', exchange, context)
  context.refusal = 'relation: the store did not decide'
  const headers = { 'retry-after': String(retryAfterSeconds), 'cache-control': 'no-store' }
  return failureReply('SALLYPORT_ACCESS_UNDECIDED', exchange, undefined, headers)
}

function letPass(context: GatewayContext): undefined {
  context.log.warn('let pass although the store does not allow it', { path: context.route.path })
  return undefined
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
