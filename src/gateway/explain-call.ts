import { nearestName } from '../foundation/nearest-name.ts'
import { ok, refuse, type Result } from '../foundation/result.ts'
import type { RequestUser } from './exchange.ts'
import type { AccessArguments, AccessExplanation, ExplainedRule, HandlerAccess } from './handler-access.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { InboundPolicy } from './policy.ts'

/** A call that somebody might make. */
export interface CallQuestion {
  /** Path, operationId or name of the server; undefined = the only one that has the item. */
  readonly server: string | undefined
  readonly name: string
  /** Undefined: somebody who did not sign in. */
  readonly caller: RequestUser | undefined
  readonly args: AccessArguments
}

/** What a call would come to at both gates. */
export interface CallExplanation extends AccessExplanation {
  /** Path of the server. */
  readonly server: string
  /** Rules of the first gate that come before those of the item. */
  readonly firstGate: readonly ExplainedRule[]
  /** Policies of the route that the call is sent on to. */
  readonly secondGate: readonly ExplainedRule[]
}

/** Why a question has no answer. */
export interface CallProblem {
  readonly message: string
  readonly hint: string
}

interface Server {
  readonly route: LinkedRoute
  readonly access: HandlerAccess
}

/** Says what a call would come to and why, with the rules that serve it; nothing is sent. */
export function explainCall(
  routes: readonly LinkedRoute[],
  question: CallQuestion,
): Result<CallExplanation, CallProblem> {
  const { server, name, caller, args } = question
  const servers = routes.flatMap((route): Server[] => {
    const { access } = route.handler
    return access === undefined || !isNamed(route, access, server) ? [] : [{ route, access }]
  })
  if (servers.length === 0) return refuse(noServer(routes, server))
  const having = servers.filter(({ access }) => access.names.includes(name))
  const [found, other] = having
  if (found === undefined) return refuse(noItem(name, servers))
  if (other !== undefined) {
    const paths = having.map(({ route }) => route.definition.path).join(', ')
    return refuse({ message: `Several servers have "${name}".`, hint: `Choose with --server: ${paths}.` })
  }
  const firstGate = explainPolicies(found.route, caller)
  const known = isKnown(firstGate) ? caller : undefined
  const explained = found.access.explain(name, known, args)
  if (explained === undefined) return refuse(noItem(name, servers))
  const target = routes.find(
    ({ definition: { method, path } }) => method === explained.route.method && path === explained.route.path,
  )
  const secondGate = target === undefined ? [] : explainPolicies(target, known)
  const allowed = explained.allowed && [...firstGate, ...secondGate].every(({ holds }) => holds)
  return ok({ ...explained, allowed, server: found.route.definition.path, firstGate, secondGate })
}

/** Each policy judges the caller as those before it have left it: unknown, where none knows it. */
function explainPolicies(
  { inbound }: LinkedRoute,
  caller: RequestUser | undefined,
): readonly ExplainedRule[] {
  const explained: ExplainedRule[] = []
  for (const policy of inbound) {
    // A policy that finds out who the caller is gets the token, whatever those before it made of it.
    const own = policy.protectedResource === undefined && !isKnown(explained) ? undefined : caller
    explained.push(explainPolicy(policy, own))
  }
  return explained
}

function isKnown(explained: readonly ExplainedRule[]): boolean {
  const judged = explained.flatMap(({ knowsCaller }) => knowsCaller ?? [])
  return judged.length === 0 || judged.includes(true)
}

function explainPolicy(policy: InboundPolicy, caller: RequestUser | undefined): ExplainedRule {
  const judged = policy.explain?.(caller) ?? {
    holds: true,
    because: ['It runs with the call; nothing can be said before.'],
  }
  return { rule: 'policy', name: policy.name, ...judged }
}

function isNamed(
  { definition: { path, operationId } }: LinkedRoute,
  { label }: HandlerAccess,
  wanted: string | undefined,
): boolean {
  return wanted === undefined || [path, operationId, label].includes(wanted)
}

function noServer(routes: readonly LinkedRoute[], wanted: string | undefined): CallProblem {
  const known = routes
    .filter(({ handler }) => handler.access !== undefined)
    .map(({ definition }) => definition.path)
  if (known.length === 0)
    return { message: 'This project has no MCP server.', hint: 'Give a route the handler mcpServerHandler.' }
  return {
    message: `This project has no MCP server "${wanted ?? ''}".`,
    hint: `It has: ${known.join(', ')}.`,
  }
}

function noItem(name: string, servers: readonly Server[]): CallProblem {
  const known = servers.flatMap(({ access }) => access.names)
  const near = nearestName(name, known)
  return {
    message: `There is no tool, prompt or resource "${name}".`,
    hint:
      near === undefined
        ? `There is: ${known.slice(0, 12).join(', ') || 'nothing'}.`
        : `Did you mean "${near}"?`,
  }
}
