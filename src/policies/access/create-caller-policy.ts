import type { RequestUser } from '../../gateway/exchange.ts'
import type { InboundPolicy } from '../../gateway/policy.ts'
import type { ToolHandler } from '../../gateway/tool-call.ts'
import { challengeTermsOf } from '../bearer/challenge-terms.ts'
import { refuseMissing } from '../bearer/refuse-request.ts'
import { denyCaller } from './deny-caller.ts'

/** Whom a policy lets pass, by names such as subjects or roles. */
export interface CallerRules {
  readonly allowed: readonly string[]
  /** Of single tools, in place of `allowed`; undefined = the policy judges requests and not tool calls. */
  readonly tools: Readonly<Record<string, readonly string[]>> | undefined
  /** The names that a caller goes by. */
  readonly namesOf: (user: RequestUser) => readonly string[]
  /** What the names are, for people, such as `role`. */
  readonly noun: string
}

/** Creates a policy that lets callers pass by their names: 401 without a user, 403 for anybody else. */
export function createCallerPolicy(name: string, rules: CallerRules): InboundPolicy {
  const { allowed, tools, namesOf, noun } = rules
  const everyone = new Set(allowed)
  const permits = (user: RequestUser, names: ReadonlySet<string>): boolean =>
    namesOf(user).some((one) => names.has(one))
  return {
    name,
    demandsUser: true,
    explain: (caller) => ({
      holds: caller !== undefined && permits(caller, everyone),
      because: [`Needs one of these as ${noun}: ${allowed.join(', ') || 'none'}.`],
    }),
    handle: (exchange, context) => {
      if (exchange.user === undefined) return refuseMissing(challengeTermsOf(context), exchange, context)
      return permits(exchange.user, everyone)
        ? undefined
        : denyCaller(`${noun}: expected one of ${allowed.join(' ')}`, exchange, context)
    },
    ...(tools === undefined ? {} : { handleTool: createToolHandler(tools, everyone, permits, noun) }),
  }
}

function createToolHandler(
  tools: Readonly<Record<string, readonly string[]>>,
  everyone: ReadonlySet<string>,
  permits: (user: RequestUser, names: ReadonlySet<string>) => boolean,
  noun: string,
): ToolHandler {
  const byTool = new Map(Object.entries(tools).map(([tool, names]) => [tool, new Set(names)]))
  return ({ tool }, { user }, context) => {
    if (user !== undefined && permits(user, byTool.get(tool) ?? everyone)) return undefined
    context.refusal = `${noun}: none that may use the tool ${tool}`
    const message =
      user === undefined
        ? `The tool "${tool}" is for signed-in callers only.`
        : `The caller may not use the tool "${tool}". Trying again will not help.`
    return { kind: 'refusal', message }
  }
}
