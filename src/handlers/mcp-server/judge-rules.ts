import type { HandlerSetup } from '../../gateway/handler.ts'
import type { MissingRuleParameter } from '../../mcp/tools/compile-tool.ts'
import { judgeRule } from '../../mcp/tools/curation/resolve-settings.ts'
import { isJsonObject } from '../../openapi/json-object.ts'

type Route = HandlerSetup['route']
type Rule = Route['toolRules'][number]

/** Judges the rules of a project by what becomes of them in one MCP server. */
export class RuleJudge {
  private readonly setup: HandlerSetup
  /** The operations that were made tools, by the rules that speak of them. */
  private readonly tools = new Map<Rule, number>()
  /** Parameters that no tool has had so far, with a hint. */
  private readonly missing = new Map<Rule, Map<string, string>>()
  private readonly found = new Map<Rule, Set<string>>()

  constructor(setup: HandlerSetup) {
    this.setup = setup
  }

  /** Reports what is wrong with a rule whatever it speaks of. */
  judgeShapes(): void {
    const rules = new Set(this.setup.routes.flatMap(({ toolRules }) => toolRules))
    for (const rule of rules) {
      for (const { path, ...problem } of judgeRule(rule))
        this.setup.report({
          ...problem,
          path: [],
          place: { ...rule.place, path: [...rule.place.path, ...path] },
        })
    }
  }

  /** Notes which parameters of its rules a tool has. */
  addTool({ toolRules }: Route, missing: readonly MissingRuleParameter[]): void {
    for (const rule of toolRules) {
      this.tools.set(rule, (this.tools.get(rule) ?? 0) + 1)
      const { parameters } = rule.mcp
      if (!isJsonObject(parameters)) continue
      for (const name of Object.keys(parameters)) {
        const lack = missing.find((other) => other.rule === rule && other.name === name)
        if (lack === undefined) entryOf(this.found, rule, () => new Set()).add(name)
        else entryOf(this.missing, rule, () => new Map<string, string>()).set(name, lack.hint)
      }
    }
  }

  /** Reports the parameters that none of the operations has which a rule speaks of. */
  finish(): void {
    for (const [rule, parameters] of this.missing) {
      for (const [name, hint] of parameters) {
        if (this.found.get(rule)?.has(name) !== true) this.reportMissing(rule, name, hint)
      }
    }
  }

  private reportMissing(rule: Rule, name: string, hint: string): void {
    const spokenOf = this.setup.routes.filter(({ toolRules }) => toolRules.includes(rule)).length
    this.setup.report({
      // Operations of another server, or ones that are left out, may have it.
      severity: this.tools.get(rule) === spokenOf ? 'error' : 'warning',
      code: 'SALLYPORT_MCP_UNKNOWN_PARAMETER',
      path: [],
      place: { ...rule.place, path: [...rule.place.path, 'parameters', name] },
      message: `No tool of this rule has a parameter "${name}".`,
      hint,
    })
  }
}

function entryOf<V>(map: Map<Rule, V>, rule: Rule, create: () => V): V {
  const known = map.get(rule)
  if (known !== undefined) return known
  const value = create()
  map.set(rule, value)
  return value
}
