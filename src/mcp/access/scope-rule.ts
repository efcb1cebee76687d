import type { ScopesSetting } from './settings.ts'

/**
 * Scopes in disjunctive form: one of the sets is needed, and all of its scopes. An empty set is had by every caller who
 * signed in; a rule without sets by nobody.
 */
export type ScopeRule = readonly (readonly string[])[]

/** Most sets of one rule; combining rules multiplies them. */
const mostSets = 64

/** The rule that a setting stands for; an empty list needs nothing. */
export function scopeRuleOf(setting: ScopesSetting): ScopeRule | undefined {
  if (typeof setting === 'string') return [setting.split(' ')]
  if (setting.length === 0) return undefined
  return isListOfLists(setting) ? simplify(setting) : [[...new Set(setting)]]
}

function isListOfLists(setting: readonly string[] | readonly string[][]): setting is readonly string[][] {
  return Array.isArray(setting[0])
}

/** A rule that holds when both do; undefined when it would have too many sets to be meant. */
export function bothRules(one: ScopeRule, other: ScopeRule): ScopeRule | undefined {
  const sets = simplify(one.flatMap((left) => other.map((right) => [...left, ...right])))
  return sets.length > mostSets ? undefined : sets
}

/** The same rule without repetitions, and without sets that ask for more than another one. */
export function simplify(rule: ScopeRule): ScopeRule {
  const sets = rule.map((set) => [...new Set(set)])
  return sets.filter(
    (set, index) =>
      !sets.some((other, place) => {
        if (place === index || !other.every((scope) => set.includes(scope))) return false
        return other.length < set.length || place < index
      }),
  )
}

/** What became of a scope rule for a caller. */
export interface ScopeVerdict {
  readonly holds: boolean
  /** The set that holds, or the one that the caller comes nearest to. */
  readonly needed: readonly string[]
  /** What the caller lacks of it. */
  readonly missing: readonly string[]
}

/** Holds a rule against what a caller's scopes cover; of several sets the one with the fewest scopes missing counts. */
export function judgeScopes(rule: ScopeRule, covered: ReadonlySet<string>): ScopeVerdict {
  let nearest: ScopeVerdict = { holds: false, needed: [], missing: [] }
  for (const [index, needed] of rule.entries()) {
    const missing = needed.filter((scope) => !covered.has(scope))
    if (missing.length === 0) return { holds: true, needed, missing }
    if (index === 0 || missing.length < nearest.missing.length) nearest = { holds: false, needed, missing }
  }
  return nearest
}

/** A rule as people read it. */
export function describeRule(rule: ScopeRule): string {
  return rule.map((set) => (set.length === 0 ? 'a signed-in caller' : set.join(' and '))).join(', or ')
}
