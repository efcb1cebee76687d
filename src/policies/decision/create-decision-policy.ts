import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { InboundPolicy } from '../../gateway/policy.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { ToolCall, ToolHandler } from '../../gateway/tool-call.ts'
import { denyCaller } from '../access/deny-caller.ts'
import { challengeTermsOf } from '../bearer/challenge-terms.ts'
import { refuseMissing } from '../bearer/refuse-request.ts'
import type { Verdict } from './ask-decision-point.ts'

/** How a policy of this kind decides. */
export interface DecisionRules {
  /** Asks about a request, or about a tool call that a request makes. */
  judge(exchange: Exchange, context: GatewayContext, call?: ToolCall): Promise<Verdict>
  /** True when it asks about each tool call of an MCP route in place of the POST. */
  readonly judgesTools: boolean
  /** True when everybody passes, with a line in the log. */
  readonly isLenient: boolean
  /** True when callers pass while the server does not decide. */
  readonly passesUndecided: boolean
  /** What is decided, for the request record, such as `relation`. */
  readonly noun: string
}

/** When an undecided request may be tried again. */
const retryAfterSeconds = 5

/** Creates a policy that asks a server whether the caller may; whatever is not allowed is refused. */
export function createDecisionPolicy(name: string, rules: DecisionRules): InboundPolicy {
  return {
    name,
    handle: async (exchange, context) => {
      const verdict = await rules.judge(exchange, context)
      return mayPass(verdict, rules, context) ? undefined : refuse(verdict, rules, exchange, context)
    },
    ...(rules.judgesTools ? { handleTool: createToolHandler(rules) } : {}),
  }
}

function mayPass(verdict: Verdict, rules: DecisionRules, context: GatewayContext): boolean {
  if (verdict === 'allowed') return true
  const passes = rules.isLenient || (rules.passesUndecided && verdict === 'undecided')
  if (passes)
    context.log.warn(`let pass although the ${rules.noun} is ${verdict}`, { path: context.route.path })
  return passes
}

function createToolHandler(rules: DecisionRules): ToolHandler {
  return async (call, exchange, context) => {
    const verdict = await rules.judge(exchange, context, call)
    if (mayPass(verdict, rules, context)) return undefined
    const { tool } = call
    context.refusal = `${rules.noun}: ${verdict} for the tool ${tool}`
    return verdict === 'denied'
      ? { kind: 'refusal', message: `The caller may not use the tool "${tool}". Trying again will not help.` }
      : {
          kind: 'refusal',
          message: `Whether the caller may use "${tool}" is not known right now.`,
          retryAfterSeconds,
        }
  }
}

function refuse(
  verdict: Verdict,
  { noun }: DecisionRules,
  exchange: Exchange,
  context: GatewayContext,
): Reply {
  if (verdict === 'denied' && exchange.user === undefined)
    return refuseMissing(challengeTermsOf(context), exchange, context)
  if (verdict === 'denied') return denyCaller(`${noun}: the server does not allow it`, exchange, context)
  context.refusal = `${noun}: the server did not decide`
  const headers = { 'retry-after': String(retryAfterSeconds), 'cache-control': 'no-store' }
  return failureReply('SALLYPORT_ACCESS_UNDECIDED', exchange, undefined, headers)
}
