import { nearestName } from '../../../foundation/nearest-name.ts'
import { isJsonObject } from '../../../openapi/json-object.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'
import type { ToolPlan } from '../plan.ts'
import { SchemaValidator } from '../schema-validator.ts'
import type { MirroredArgument } from '../tool.ts'
import type { ParameterSettings } from './parameter-settings.ts'
import { pruneDefinitions } from './prune-definitions.ts'
import type { CuratedArguments } from './restore-arguments.ts'

/** What the model sees of a tool's arguments. */
export interface ArgumentCuration {
  readonly schema: JsonSchema
  /** Undefined when the model gives the operation's own arguments. */
  readonly curated: CuratedArguments | undefined
  readonly mirrored: readonly MirroredArgument[]
  readonly problems: readonly ParameterProblem[]
  /** Names of the settings that the operation has no argument for. */
  readonly missing: readonly MissingParameter[]
}

/** Something wrong with the settings of one parameter. */
export interface ParameterProblem {
  /** From `parameters` down. */
  readonly path: readonly string[]
  readonly message: string
  readonly hint?: string
}

/** A parameter that somebody speaks of and the operation does not have. */
export interface MissingParameter {
  readonly name: string
  readonly hint: string
}

/** Applies what rules and the operation say of parameters to its compiled arguments. */
export function curateArguments(
  schema: JsonSchema,
  plan: ToolPlan,
  parameters: Readonly<Record<string, ParameterSettings>>,
): ArgumentCuration {
  return new Curator(schema, plan).curate(parameters)
}

class Curator {
  private readonly schema: JsonSchema
  private readonly plan: ToolPlan
  private readonly properties: Readonly<Record<string, JsonSchema>>
  private readonly required: Set<string>
  private readonly problems: ParameterProblem[] = []
  private readonly missing: MissingParameter[] = []
  private readonly mirrored: MirroredArgument[] = []
  private readonly renamed = new Map<string, string>()
  private readonly fixed: Record<string, unknown> = {}
  private readonly defaults: Record<string, unknown> = {}
  private readonly withheld = new Set<string>()
  /** What the model sees, by the operation's name. */
  private readonly shown = new Map<string, { readonly name: string; readonly schema: JsonSchema }>()

  constructor(schema: JsonSchema, plan: ToolPlan) {
    this.schema = schema
    this.plan = plan
    this.properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
    this.required = new Set(Array.isArray(schema['required']) ? schema['required'].map(String) : [])
    for (const [name, property] of Object.entries(this.properties))
      this.shown.set(name, { name, schema: property })
  }

  curate(parameters: Readonly<Record<string, ParameterSettings>>): ArgumentCuration {
    for (const [name, settings] of Object.entries(parameters)) {
      const argument = this.findArgument(name)
      if (argument === undefined) this.missing.push({ name, hint: this.hintOf(name) })
      else this.apply(name, argument, settings)
    }
    this.checkNames()
    const isChanged = this.renamed.size + this.withheld.size > 0 || Object.keys(this.defaults).length > 0
    const { renamed, fixed, defaults, withheld } = this
    return {
      schema: this.buildSchema(),
      curated: isChanged ? { renamed, fixed, defaults, withheld } : undefined,
      mirrored: this.mirrored,
      problems: this.problems,
      missing: this.missing,
    }
  }

  /** An argument by its own name, or by the one it has on the wire (`$filter` is the argument `filter`). */
  private findArgument(name: string): string | undefined {
    if (Object.hasOwn(this.properties, name)) return name
    const { path, query, headers, cookies } = this.plan
    const values = [...path.filter((part) => typeof part !== 'string'), ...query, ...cookies]
    const planned =
      values.find((value) => value.name === name) ??
      headers.find((value) => value.name === name.toLowerCase())
    return planned?.argument
  }

  private hintOf(name: string): string {
    const known = Object.keys(this.properties)
    const near = nearestName(name, known)
    if (near !== undefined) return `Did you mean "${near}"?`
    return known.length === 0 ? 'The operation takes no arguments.' : `Known: ${known.join(', ')}.`
  }

  private apply(name: string, argument: string, settings: ParameterSettings): void {
    if (Object.hasOwn(settings, 'fix')) return this.fix(name, argument, settings.fix)
    if (Object.hasOwn(settings, 'default')) this.setDefault(name, argument, settings.default)
    if (settings.hide === true) return this.hide(name, argument)
    const shown = this.shown.get(argument)
    if (shown === undefined) return
    let { schema } = shown
    if (settings.description !== undefined) schema = { ...schema, description: settings.description }
    if (Object.hasOwn(settings, 'default')) schema = { ...schema, default: settings.default }
    const exposed = settings.rename ?? argument
    if (exposed !== argument) {
      this.renamed.set(exposed, argument)
      this.withheld.add(argument)
    }
    this.shown.set(argument, { name: exposed, schema })
    if (settings.header !== undefined) this.mirror(name, exposed, schema, settings.header)
  }

  private fix(name: string, argument: string, value: unknown): void {
    this.checkValue(name, 'fix', argument, value)
    this.fixed[argument] = value
    this.withhold(argument)
  }

  private setDefault(name: string, argument: string, value: unknown): void {
    this.checkValue(name, 'default', argument, value)
    this.defaults[argument] = value
    this.required.delete(argument)
  }

  private hide(name: string, argument: string): void {
    if (this.required.has(argument)) {
      this.problems.push({
        path: [name, 'hide'],
        message: `The operation cannot be called without "${name}".`,
        hint: 'Give it a value with "fix", or one with "default".',
      })
    }
    this.withhold(argument)
  }

  private withhold(argument: string): void {
    this.required.delete(argument)
    this.withheld.add(argument)
    this.shown.delete(argument)
  }

  private checkValue(name: string, key: string, argument: string, value: unknown): void {
    const property = this.properties[argument] ?? {}
    const problem = new SchemaValidator({ ...this.definitions(), ...property }).findProblem(value)
    if (problem === undefined) return
    this.problems.push({
      path: [name, key],
      message: `The value does not fit "${name}" of the operation: ${problem}.`,
    })
  }

  private definitions(): JsonSchema {
    return isJsonObject(this.schema['$defs']) ? { $defs: this.schema['$defs'] } : {}
  }

  /** MCP 2026-07-28, server/tools: `x-mcp-header` is for strings, integers and booleans; names are unique in any case. */
  private mirror(name: string, argument: string, schema: JsonSchema, header: string): void {
    const field = `mcp-param-${header.toLowerCase()}`
    if (!['string', 'integer', 'boolean'].includes(String(schema['type']))) {
      this.problems.push({
        path: [name, 'header'],
        message: `Only a string, an integer or a boolean can be mirrored in a header, and "${name}" is none.`,
      })
    } else if (this.mirrored.some((other) => other.field === field)) {
      this.problems.push({ path: [name, 'header'], message: `Two arguments are mirrored as "${header}".` })
    } else this.mirrored.push({ argument, header, field })
  }

  private checkNames(): void {
    const seen = new Map<string, string>()
    for (const [argument, { name }] of this.shown) {
      const other = seen.get(name)
      seen.set(name, argument)
      if (other === undefined) continue
      const renamed = this.renamed.get(name) ?? argument
      this.problems.push({
        path: [renamed, 'rename'],
        message: `The tool would have two arguments named "${name}".`,
      })
    }
  }

  private buildSchema(): JsonSchema {
    const shown = [...this.shown.values()]
    const required = [...this.shown].filter(([argument]) => this.required.has(argument))
    const { properties: _, required: __, ...rest } = this.schema
    const { type, ...others } = rest
    return pruneDefinitions({
      type,
      properties: Object.fromEntries(shown.map(({ name, schema }) => [name, schema])),
      ...(required.length === 0 ? {} : { required: required.map(([, { name }]) => name) }),
      ...others,
    })
  }
}
