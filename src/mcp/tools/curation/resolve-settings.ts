import { checkShape, type ShapeProblem } from '../../../foundation/json/shape.ts'
import { isJsonObject, type JsonObject } from '../../../openapi/json-object.ts'
import type { SettingsRule, ToolSource } from '../tool.ts'
import { toolSettings, type ToolSettings } from '../tool-settings.ts'
import { fillTemplate, findTemplateProblem } from './fill-template.ts'

/** What everyone who speaks of an operation says of it together. */
export interface ResolvedSettings {
  /** Undefined when something in them is wrong. */
  readonly settings: ToolSettings | undefined
  /** What is wrong with the operation's own settings; those of rules are judged by {@link judgeRule}. */
  readonly problems: readonly ShapeProblem[]
  /** The rule that says what stands at a path; undefined when the operation itself, or nobody, says it. */
  ruleAt(path: readonly (string | number)[]): SettingsRule | undefined
}

/**
 * Joins the settings of an operation with those of the rules that speak of it: the operation wins over a later rule, a
 * later rule over an earlier one. Objects are joined key by key, anything else is replaced.
 */
export function resolveSettings(source: ToolSource): ResolvedSettings {
  const own = source.mcp ?? {}
  const { problems } = checkShape(toolSettings, own)
  const rules = source.toolRules ?? []
  const { value } = checkShape(toolSettings, merge(mergeRules(source), own))
  return {
    settings: value,
    problems,
    ruleAt: (path) => (hasPath(own, path) ? undefined : rules.findLast(({ mcp }) => hasPath(mcp, path))),
  }
}

/** What all rules say of an operation together, with their placeholders filled. */
export function mergeRules(source: ToolSource): JsonObject {
  const layers = (source.toolRules ?? []).map(({ mcp }) => fillTexts(mcp, source))
  return layers.reduce((lower, upper) => merge(lower, upper), {})
}

/** What is wrong with the settings of a rule, whatever operations it speaks of. */
export function judgeRule({ mcp }: SettingsRule): readonly ShapeProblem[] {
  const { problems } = checkShape(toolSettings, mcp)
  const templates = templateKeys.flatMap((key): ShapeProblem[] => {
    const text = mcp[key]
    const message = typeof text === 'string' ? findTemplateProblem(text) : undefined
    if (message === undefined) return []
    return [{ severity: 'error', code: 'SALLYPORT_MCP_UNKNOWN_PLACEHOLDER', path: [key], message }]
  })
  return [...problems, ...templates]
}

/** Texts of rules that may hold placeholders, since one rule speaks of many operations. */
const templateKeys = ['name', 'title', 'description'] as const

function fillTexts(mcp: JsonObject, source: ToolSource): JsonObject {
  const filled: Record<string, unknown> = { ...mcp }
  for (const key of templateKeys) {
    const text = filled[key]
    if (typeof text !== 'string') continue
    const value = fillTemplate(text, source)
    // A description made of nothing but an absent one leaves the choice to others.
    if (value === '') delete filled[key]
    else filled[key] = value
  }
  return filled
}

/** Values of arguments are whole: a fixed object is not joined with another one. */
const wholeValues = new Set(['fix', 'default'])

function merge(lower: JsonObject, upper: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...lower }
  for (const [key, value] of Object.entries(upper)) {
    const below = Object.hasOwn(merged, key) ? merged[key] : undefined
    const joins = isJsonObject(below) && isJsonObject(value) && !wholeValues.has(key)
    Object.defineProperty(merged, key, {
      value: joins ? merge(below, value) : value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return merged
}

function hasPath(value: unknown, path: readonly (string | number)[]): boolean {
  let at = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false
    at = (at as Record<string, unknown>)[key]
  }
  return true
}
