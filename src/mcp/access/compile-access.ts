import { checkShape } from '../../foundation/json/shape.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import { AccessModel, type AccessManner } from './model.ts'
import type { AccessRule, RuleCondition, RuleSubject } from './rule.ts'
import { compileCondition, type Condition } from './condition.ts'
import type { CountedSchemes } from './counted-schemes.ts'
import { readSecurity } from './read-security.ts'
import type { ScopeHierarchy } from './scope-hierarchy.ts'
import { bothRules, scopeRuleOf, type ScopeRule } from './scope-rule.ts'
import { conditionSetting, scopesSetting, type ConditionSetting } from './settings.ts'

/** Settings of an item and where they stand. */
export interface SettingsLayer {
  readonly mcp: JsonObject
  readonly place: AccessPlace
}

/** A place in a project. */
export interface AccessPlace {
  readonly file: string
  readonly path: readonly (string | number)[]
}

/** An item whose access is compiled. */
export interface AccessSource {
  readonly kind: 'tool' | 'prompt' | 'resource'
  readonly name: string
  readonly route: {
    readonly path: string
    readonly method: string
    readonly operationId: string | undefined
    readonly operation: JsonObject
    readonly document: JsonObject
    readonly file: string
  }
  /** By rising precedence. */
  readonly layers: readonly SettingsLayer[]
}

/** Something that a person should change. */
export interface AccessProblem {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly hint?: string
  /** Undefined: stands in the options of the server, at `path`. */
  readonly place: AccessPlace | undefined
  readonly path: readonly (string | number)[]
}

/** What the access of a whole server is compiled from. */
export interface AccessInput {
  readonly schemes: CountedSchemes
  readonly hierarchy: ScopeHierarchy
  readonly manner: AccessManner
  /** Holds for every item. */
  readonly condition: ConditionSetting | undefined
  report(problem: AccessProblem): void
}

/** Turns what documents, operations, rules and options say of access into one rule for each item. */
export class AccessCompiler {
  private readonly input: AccessInput
  private readonly rules = new Map<string, AccessRule>()
  private readonly compiled = new Map<string, Condition | undefined>()
  private readonly general: readonly RuleCondition[]
  /** What was reported already, for many items share a place. */
  private readonly reported = new Set<string>()

  constructor(input: AccessInput) {
    this.input = input
    const { condition } = input
    this.general = condition === undefined ? [] : this.compileCondition(condition, undefined, ['condition'])
  }

  /** The rule of an item; undefined when everyone may use it. */
  ruleOf(source: AccessSource): AccessRule | undefined {
    const scopes = this.scopesOf(source)
    const conditions = [...this.general, ...this.conditionsOf(source)]
    if (scopes === undefined && conditions.length === 0) return undefined
    const subject = subjectOf(source)
    const key = keyOf(scopes, conditions, subject)
    const known = this.rules.get(key)
    if (known !== undefined) return known
    const rule = { index: this.rules.size, scopes, conditions, subject }
    this.rules.set(key, rule)
    return rule
  }

  /** All rules, once every item was compiled. */
  finish(): AccessModel {
    return new AccessModel([...this.rules.values()], this.input.hierarchy, this.input.manner)
  }

  private scopesOf(source: AccessSource): ScopeRule | undefined {
    const { rule: secured, ignored } = readSecurity(source.route, this.input.schemes)
    if (ignored.length > 0 && !this.input.schemes.areNamed) this.reportIgnored(source, ignored)
    const layer = source.layers.findLast(({ mcp }) => mcp['scopes'] !== undefined)
    // What does not fit its schema was reported with the other settings, and stops the start.
    const setting = layer === undefined ? undefined : checkShape(scopesSetting, layer.mcp['scopes']).value
    const own = setting === undefined ? undefined : scopeRuleOf(setting)
    if (secured === undefined || own === undefined) return secured ?? own
    const both = bothRules(secured, own)
    if (both === undefined) {
      this.report({
        severity: 'error',
        code: 'SALLYPORT_MCP_SCOPES_TOO_MANY',
        message: 'The "security" of the operation and these scopes combine to too many alternatives.',
        hint: 'Name fewer lists of scopes.',
        ...at(layer, 'scopes'),
      })
    }
    return both ?? secured
  }

  private conditionsOf({ layers }: AccessSource): readonly RuleCondition[] {
    const layer = layers.findLast(({ mcp }) => mcp['condition'] !== undefined)
    if (layer === undefined) return []
    const setting = checkShape(conditionSetting, layer.mcp['condition']).value
    if (setting === undefined) return []
    return this.compileCondition(setting, at(layer, 'condition').place, [])
  }

  private compileCondition(
    setting: ConditionSetting,
    place: AccessPlace | undefined,
    path: readonly string[],
  ): readonly RuleCondition[] {
    const { expression, message } =
      typeof setting === 'string' ? { expression: setting, message: undefined } : setting
    const condition = this.compileExpression(expression, place, [
      ...path,
      ...(typeof setting === 'string' ? [] : ['expression']),
    ])
    return condition === undefined ? [] : [{ condition, message }]
  }

  private compileExpression(
    expression: string,
    place: AccessPlace | undefined,
    path: readonly string[],
  ): Condition | undefined {
    if (this.compiled.has(expression)) return this.compiled.get(expression)
    const compiled = compileCondition(expression)
    if (!compiled.ok) {
      this.report({
        severity: 'error',
        code: 'SALLYPORT_MCP_CONDITION',
        ...compiled.error,
        place: place === undefined ? undefined : { ...place, path: [...place.path, ...path] },
        path,
      })
    }
    const condition = compiled.ok ? compiled.value : undefined
    this.compiled.set(expression, condition)
    return condition
  }

  private reportIgnored({ route }: AccessSource, names: readonly string[]): void {
    const listed = names.map((name) => `"${name}"`).join(' and ')
    this.report({
      severity: 'warning',
      code: 'SALLYPORT_MCP_SECURITY_IGNORED',
      message: `The scopes of the security scheme ${listed} are not demanded of callers: no policy of this MCP server accepts tokens of its issuer.`,
      hint: `Name the schemes that are meant for callers in "securitySchemes" of the MCP server; an empty list says that none is.`,
      place: { file: route.file, path: ['components', 'securitySchemes', names[0] ?? ''] },
      path: [],
    })
  }

  private report(problem: AccessProblem): void {
    const key = `${problem.code} ${JSON.stringify(problem.place ?? problem.path)}`
    if (this.reported.has(key)) return
    this.reported.add(key)
    this.input.report(problem)
  }
}

function at(layer: SettingsLayer | undefined, key: string): Pick<AccessProblem, 'place' | 'path'> {
  if (layer === undefined) return { place: undefined, path: [] }
  return { place: { file: layer.place.file, path: [...layer.place.path, key] }, path: [] }
}

function subjectOf({ kind, name, route }: AccessSource): RuleSubject {
  const { tags } = route.operation
  return {
    tool: { name, kind },
    route: {
      path: route.path,
      method: route.method,
      operationId: route.operationId ?? '',
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    },
  }
}

/** Two items have one rule when nothing in it depends on which of them is meant. */
function keyOf(
  scopes: ScopeRule | undefined,
  conditions: readonly RuleCondition[],
  subject: RuleSubject,
): string {
  const dependsOnItem = conditions.some(
    ({ condition: { uses } }) => uses.variables.has('tool') || uses.variables.has('route'),
  )
  const said = conditions.map(({ condition, message }) => [condition.expression, message])
  return JSON.stringify([scopes, said, dependsOnItem ? subject : undefined])
}
