import type { RequestUser } from './exchange.ts'

/** What callers need to use the parts of a handler, such as the tools of an MCP server. */
export interface HandlerAccess {
  /** What clients know the handler as, such as the name of an MCP server. */
  readonly label: string
  /** Scopes that a client should ask for at first. */
  readonly initialScopes: readonly string[]
  /** Scopes that only some parts need; a client asks for them when a call is refused. */
  readonly laterScopes: readonly string[]
  /** Names of the parts, for people who misspell one. */
  readonly names: readonly string[]
  /** What a call of a part would come to, and why; undefined when there is no part of this name. */
  explain(name: string, caller: RequestUser | undefined, args: AccessArguments): AccessExplanation | undefined
}

/** Arguments of a call, unjudged. */
export type AccessArguments = Readonly<Record<string, unknown>>

/** A decision and every rule that made it. */
export interface AccessExplanation {
  readonly kind: string
  readonly name: string
  readonly allowed: boolean
  /** True when lists show the part to the caller. */
  readonly listed: boolean
  readonly rules: readonly ExplainedRule[]
  /** Route that a call is sent on to. */
  readonly route: ExplainedRoute
}

/** What a rule came to. */
export interface RuleOutcome {
  readonly holds: boolean
  /** What the rule says, and what it was held against; one line each. */
  readonly because: readonly string[]
  /** Set by policies that find out who the caller is: whether they know this one. */
  readonly knowsCaller?: boolean
}

/** One rule and what it came to. */
export interface ExplainedRule extends RuleOutcome {
  readonly rule: 'policy' | 'scopes' | 'condition' | 'arguments'
  /** Of a policy. */
  readonly name?: string
}

/** The second gate. */
export interface ExplainedRoute {
  readonly method: string
  readonly path: string
  /** Names of its inbound policies, which judge the call after the rules above. */
  readonly inbound: readonly string[]
}
