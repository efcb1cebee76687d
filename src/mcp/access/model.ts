import { LRUCache } from 'lru-cache'
import type { RequestUser } from '../../gateway/exchange.ts'
import { readScopes } from '../../oauth/resource-server/token-scopes.ts'
import type { AccessRule, AccessVerdict } from './rule.ts'
import type { ConditionOutcome, ConditionVariables } from './condition.ts'
import type { ScopeHierarchy } from './scope-hierarchy.ts'
import { judgeScopes } from './scope-rule.ts'

/** How an MCP server treats callers who lack something. */
export interface AccessManner {
  readonly listing: 'granted' | 'all'
  readonly stepUp: 'challenge' | 'toolError'
}

/** What a caller's scopes are worth. */
export interface Grant {
  /** The granted scopes and all that they stand for. */
  readonly covered: ReadonlySet<string>
  /** For each rule `1` when its scopes are covered, else `0`. */
  readonly satisfied: string
}

/** Most sets of scopes whose worth is remembered; callers are many, the sets they have are few. */
const mostGrants = 1000

const nothing: Readonly<Record<string, unknown>> = {}
const allowed: AccessVerdict = { outcome: 'allowed' }

/** Everything an MCP server knows about who may use what; serving, listing and explaining all ask it. */
export class AccessModel {
  readonly rules: readonly AccessRule[]
  readonly hierarchy: ScopeHierarchy
  readonly manner: AccessManner
  private readonly grants = new LRUCache<string, Grant>({ max: mostGrants })
  /** True when what is listed depends on more than scopes. */
  private readonly listsByConditions: boolean

  constructor(rules: readonly AccessRule[], hierarchy: ScopeHierarchy, manner: AccessManner) {
    this.rules = rules
    this.hierarchy = hierarchy
    this.manner = manner
    this.listsByConditions = rules.some(({ conditions }) => conditions.some(isAboutCaller))
  }

  /**
   * Judges a call: its scopes first, for a caller can ask for those. Without arguments it judges whether the caller may
   * make any call at all, which leaves out the conditions that read them.
   */
  judge(
    rule: AccessRule,
    user: RequestUser | undefined,
    args: Readonly<Record<string, unknown>> | undefined,
  ): AccessVerdict {
    if (rule.scopes !== undefined) {
      const { holds, needed, missing } = judgeScopes(rule.scopes, this.grantOf(user).covered)
      if (user === undefined) return { outcome: 'anonymous', needed }
      if (!holds) return { outcome: 'scopes', needed, missing }
    }
    for (const one of rule.conditions) {
      if (args === undefined && !isAboutCaller(one)) continue
      const { condition, message } = one
      const outcome = condition.evaluate(variablesOf(rule, user, args))
      if (!outcome.ok || !outcome.value)
        return { outcome: 'condition', message, because: reasonOf(condition.expression, outcome) }
    }
    return allowed
  }

  /**
   * For each rule `1` when lists show its items to the caller, else `0`: scopes decide, and conditions that do not read the
   * arguments of a call.
   */
  listedFor(user: RequestUser | undefined): string {
    const { satisfied } = this.grantOf(user)
    if (!this.listsByConditions) return satisfied
    return this.rules
      .map((rule) => (this.judge(rule, user, undefined).outcome === 'allowed' ? '1' : '0'))
      .join('')
  }

  /** What the scopes of a caller are worth. */
  grantOf(user: RequestUser | undefined): Grant {
    const scopes = user === undefined ? undefined : readScopes(user.data)
    // JSON keeps an element of a claim with a space in it apart from two elements.
    const key = scopes === undefined ? '' : JSON.stringify(scopes)
    const known = this.grants.get(key)
    if (known !== undefined) return known
    const covered = this.hierarchy.expand(scopes ?? [])
    const holds = ({ scopes: rule }: AccessRule): boolean =>
      rule === undefined || (user !== undefined && judgeScopes(rule, covered).holds)
    const grant = { covered, satisfied: this.rules.map((rule) => (holds(rule) ? '1' : '0')).join('') }
    this.grants.set(key, grant)
    return grant
  }
}

/** What an item's conditions may speak of. */
export function variablesOf(
  { subject }: AccessRule,
  user: RequestUser | undefined,
  args: Readonly<Record<string, unknown>> | undefined,
): ConditionVariables {
  return { claims: user?.data ?? nothing, arguments: args ?? nothing, ...subject }
}

function isAboutCaller({ condition }: AccessRule['conditions'][number]): boolean {
  return !condition.uses.variables.has('arguments')
}

function reasonOf(expression: string, outcome: ConditionOutcome): string {
  return outcome.ok
    ? `condition: ${expression} is false`
    : `condition: ${expression} cannot be judged: ${outcome.error}`
}
