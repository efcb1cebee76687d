import type { Condition, ConditionVariables } from './condition.ts'
import type { ScopeRule } from './scope-rule.ts'

/** A condition and what callers are told whom it refuses. */
export interface RuleCondition {
  readonly condition: Condition
  readonly message: string | undefined
}

/** Who may use an item of an MCP server. Items with the same demands share one rule. */
export interface AccessRule {
  /** Its place among the rules of the server. */
  readonly index: number
  /** Undefined: no scope is needed, and nobody need sign in. */
  readonly scopes: ScopeRule | undefined
  /** All of them must be true. */
  readonly conditions: readonly RuleCondition[]
  /** What the conditions may read of the item. */
  readonly subject: RuleSubject
}

/** What conditions may read of an item. */
export type RuleSubject = Pick<ConditionVariables, 'tool' | 'route'>

/** What became of a call. */
export type AccessVerdict =
  | { readonly outcome: 'allowed' }
  /** The caller did not sign in. */
  | { readonly outcome: 'anonymous'; readonly needed: readonly string[] }
  | { readonly outcome: 'scopes'; readonly needed: readonly string[]; readonly missing: readonly string[] }
  | {
      readonly outcome: 'condition'
      /** What callers are told; undefined = nothing in particular. */
      readonly message: string | undefined
      /** For the log: the expression and why it does not hold, without a value of the caller. */
      readonly because: string
    }
