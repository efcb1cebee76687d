import type { RequestUser } from '../../gateway/exchange.ts'
import type {
  AccessArguments,
  AccessExplanation,
  ExplainedRoute,
  ExplainedRule,
  HandlerAccess,
} from '../../gateway/handler-access.ts'
import { readScopes } from '../../oauth/resource-server/token-scopes.ts'
import { variablesOf, type AccessModel } from './model.ts'
import type { AccessRule, RuleCondition } from './rule.ts'
import type { ConditionVariables } from './condition.ts'
import { describeRule, judgeScopes, type ScopeRule } from './scope-rule.ts'

/** An item of an MCP server, as far as its access goes. */
export interface AccessItem {
  readonly kind: string
  readonly name: string
  readonly rule: AccessRule | undefined
  readonly route: ExplainedRoute
  /** What is wrong with the arguments of a call, as a sentence. */
  findProblem(args: AccessArguments): string | undefined
}

/** Says towards the gateway what the callers of an MCP server need, and explains single calls. */
export function createHandlerAccess(
  model: AccessModel,
  items: readonly AccessItem[],
  { label, initialScopes }: { readonly label: string; readonly initialScopes: readonly string[] | undefined },
): HandlerAccess {
  const all = new Set(model.rules.flatMap(({ scopes }) => scopes?.flat() ?? []))
  // Of several ways to satisfy a rule, the first that was written is the one that clients are led.
  const initial = initialScopes ?? [...new Set(model.rules.flatMap(({ scopes }) => scopes?.[0] ?? []))]
  return {
    label,
    initialScopes: initial,
    laterScopes: [...all].filter((scope) => !initial.includes(scope)),
    names: items.map(({ name }) => name),
    explain: (name, caller, args) => {
      const item = items.find((one) => one.name === name)
      return item === undefined ? undefined : explainItem(model, item, caller, args)
    },
  }
}

function explainItem(
  model: AccessModel,
  item: AccessItem,
  caller: RequestUser | undefined,
  args: AccessArguments,
): AccessExplanation {
  const { kind, name, route, rule } = item
  const problem = item.findProblem(args)
  const allowed = rule === undefined || model.judge(rule, caller, args).outcome === 'allowed'
  const rules = rule === undefined ? [] : explainRule(model, rule, caller, args)
  const fits: ExplainedRule = {
    rule: 'arguments',
    holds: problem === undefined,
    because: [problem ?? 'The arguments fit the schema.'],
  }
  return {
    kind,
    name,
    allowed: allowed && problem === undefined,
    listed:
      rule === undefined || model.manner.listing === 'all' || model.listedFor(caller)[rule.index] === '1',
    rules: [...rules, fits],
    route,
  }
}

function explainRule(
  model: AccessModel,
  rule: AccessRule,
  caller: RequestUser | undefined,
  args: AccessArguments,
): readonly ExplainedRule[] {
  return [
    ...(rule.scopes === undefined ? [] : [explainScopes(model, rule.scopes, caller)]),
    ...rule.conditions.map((condition) => explainCondition(condition, variablesOf(rule, caller, args))),
  ]
}

function explainScopes(model: AccessModel, rule: ScopeRule, caller: RequestUser | undefined): ExplainedRule {
  const needs = `Needs ${describeRule(rule)}.`
  if (caller === undefined)
    return { rule: 'scopes', holds: false, because: [needs, 'The caller did not sign in.'] }
  const granted = readScopes(caller.data)
  const { holds, needed, missing } = judgeScopes(rule, model.grantOf(caller).covered)
  const ways = needed
    .filter((scope) => !missing.includes(scope))
    .map((scope) => describeWay(scope, model.hierarchy.pathTo(scope, granted)))
  const lacks = missing.map((scope) => `${scope}: not granted, and no granted scope stands for it`)
  return {
    rule: 'scopes',
    holds,
    because: [needs, `Granted: ${granted.length === 0 ? 'none' : granted.join(' ')}.`, ...ways, ...lacks],
  }
}

function describeWay(scope: string, way: readonly string[] | undefined): string {
  return way === undefined || way.length < 2 ? `${scope}: granted` : `${scope}: by ${way.join(' > ')}`
}

function explainCondition(
  { condition, message }: RuleCondition,
  variables: ConditionVariables,
): ExplainedRule {
  const outcome = condition.evaluate(variables)
  const came = outcome.ok
    ? `It is ${outcome.value}.`
    : `It cannot be judged, which refuses the call: ${outcome.error}.`
  const holds = outcome.ok && outcome.value
  const told = holds || message === undefined ? [] : [`The caller is told: ${message}`]
  const values = condition.uses.paths.map((path) => `${path.join('.')} = ${showValue(variables, path)}`)
  return { rule: 'condition', holds, because: [condition.expression, ...values, came, ...told] }
}

const longestShown = 200

function showValue(variables: ConditionVariables, path: readonly string[]): string {
  let at: unknown = variables
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return 'absent'
    at = (at as Record<string, unknown>)[key]
  }
  const text = JSON.stringify(at) ?? 'absent'
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}
