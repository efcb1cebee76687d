import { isJsonObject } from '../../../openapi/json-object.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'
import { definitionName, pruneDefinitions } from '../curation/prune-definitions.ts'
import { pathsOf } from './compile-shape.ts'
import { nameState, type FieldPaths, type PathState, type PathStep } from './field-paths.ts'
import { loosenSchema } from './loosen-schema.ts'
import type { ResponseSettings } from './response-settings.ts'

/**
 * The schema of answers after shaping, from that of answers before. Never says more than holds: what cannot be followed
 * is left open. Undefined when a JMESPath makes of the answer what nobody can foresee.
 */
export function deriveOutputSchema(
  schema: JsonSchema,
  settings: ResponseSettings | undefined,
): JsonSchema | undefined {
  if (settings === undefined) return schema
  const { select, pick, omit, rename, maxItems, maxTokens } = settings
  if (select !== undefined) return undefined
  let derived = schema
  if (pick !== undefined) derived = new SchemaReshaper(pathsOf(pick), keepPicked).reshapeRoot(derived)
  if (omit !== undefined) derived = new SchemaReshaper(pathsOf(omit), dropOmitted).reshapeRoot(derived)
  if (rename !== undefined) {
    const names = Object.values(rename)
    const decide = renamed(names)
    derived = new SchemaReshaper(pathsOf(Object.keys(rename)), decide).reshapeRoot(derived)
  }
  if (maxItems === undefined && maxTokens === undefined) return derived
  return loosenSchema(derived, { maxItems, cutsTexts: maxTokens !== undefined })
}

/** What becomes of a property. */
interface Decision {
  readonly name: string
  /** Where its inside is to be changed further; undefined = it stays as it is. */
  readonly inside: PathState | undefined
  /** True when it may go after all, depending on its value. */
  readonly mayGo: boolean
}

type Decide = (key: string, step: PathStep) => Decision | undefined

const keepPicked: Decide = (name, { match, next }) => {
  if (match !== undefined) return { name, inside: undefined, mayGo: false }
  return next.length === 0 ? undefined : { name, inside: next, mayGo: true }
}

const dropOmitted: Decide = (name, { match, next }) => {
  if (match !== undefined) return undefined
  return { name, inside: next.length === 0 ? undefined : next, mayGo: false }
}

function renamed(names: readonly string[]): Decide {
  return (key, { match, next }) => ({
    name: match === undefined ? key : (names[match] ?? key),
    inside: next.length === 0 ? undefined : next,
    mayGo: false,
  })
}

/** Keywords that hold for the whole value and may not hold for a part of it. */
const wholeOnly = new Set([
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'patternProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
  'const',
  'enum',
  'default',
  'examples',
])

class SchemaReshaper {
  private readonly paths: FieldPaths
  private readonly decide: Decide
  private definitions: Readonly<Record<string, unknown>> = {}
  private readonly made: Record<string, JsonSchema> = {}
  private readonly names = new Map<string, string>()

  constructor(paths: FieldPaths, decide: Decide) {
    this.paths = paths
    this.decide = decide
  }

  reshapeRoot(schema: JsonSchema): JsonSchema {
    const { $defs: definitions, ...root } = schema
    this.definitions = isJsonObject(definitions) ? definitions : {}
    const reshaped = this.reshape(root, this.paths.start)
    return pruneDefinitions({ ...reshaped, $defs: { ...this.definitions, ...this.made } })
  }

  private reshape(schema: unknown, state: PathState): JsonSchema {
    if (!isJsonObject(schema)) return schema === false ? { not: {} } : {}
    const name = typeof schema['$ref'] === 'string' ? definitionName(schema['$ref']) : undefined
    if (name !== undefined) return { $ref: `#/$defs/${this.reshapeDefinition(name, state)}` }
    const reshaped: Record<string, unknown> = {}
    for (const [keyword, value] of Object.entries(schema)) {
      if (!isObjectSchema(schema) || !wholeOnly.has(keyword))
        reshaped[keyword] = this.reshapeKeyword(keyword, value, state)
    }
    // Two alternatives may look alike after fields have gone.
    if (reshaped['oneOf'] !== undefined && reshaped['anyOf'] === undefined) {
      reshaped['anyOf'] = reshaped['oneOf']
    }
    delete reshaped['oneOf']
    if (isJsonObject(schema['properties'])) this.reshapeProperties(schema, reshaped, state)
    else delete reshaped['required']
    if (schema['patternProperties'] !== undefined) delete reshaped['additionalProperties']
    return reshaped
  }

  private reshapeDefinition(name: string, state: PathState): string {
    const key = `${name} ${nameState(state)}`
    const known = this.names.get(key)
    if (known !== undefined) return known
    let made = `${name}_shaped`
    for (let number = 2; made in this.made || made in this.definitions; number++)
      made = `${name}_shaped_${number}`
    this.names.set(key, made)
    // Taken before its inside is known, for that may lead back here.
    this.made[made] = {}
    this.made[made] = this.reshape(this.definitions[name], state)
    return made
  }

  private reshapeKeyword(keyword: string, value: unknown, state: PathState): unknown {
    if (keyword === 'items') return isJsonObject(value) ? this.reshape(value, state) : value
    if (['anyOf', 'oneOf', 'allOf', 'prefixItems'].includes(keyword) && Array.isArray(value))
      return value.map((branch) => this.reshape(branch, state))
    // Which of the unnamed fields stay, and as what, depends on their names.
    if (keyword === 'additionalProperties') return value === false ? false : true
    return value
  }

  private reshapeProperties(schema: JsonSchema, reshaped: Record<string, unknown>, state: PathState): void {
    const required = new Set(Array.isArray(schema['required']) ? schema['required'].map(String) : [])
    const properties: Record<string, unknown> = {}
    const kept: string[] = []
    for (const [key, property] of Object.entries(schema['properties'] as JsonSchema)) {
      const decision = this.decide(key, this.paths.step(state, key))
      if (decision === undefined) continue
      const { name, inside, mayGo } = decision
      const known = properties[name]
      const own = inside === undefined ? property : this.reshape(property, inside)
      // A field that took the name of another one may be absent, and the other one then keeps it.
      properties[name] = known === undefined ? own : { anyOf: [known, own] }
      if (required.has(key) && (!mayGo || this.holdsOthers(property))) kept.push(name)
    }
    reshaped['properties'] = properties
    if (kept.length === 0) delete reshaped['required']
    else reshaped['required'] = [...new Set(kept)]
  }

  /** True for what is an object or a list whatever its value, so that picking inside of it keeps it. */
  private holdsOthers(property: unknown): boolean {
    if (!isJsonObject(property)) return false
    const name = typeof property['$ref'] === 'string' ? definitionName(property['$ref']) : undefined
    const target = name === undefined ? property : this.definitions[name]
    return isJsonObject(target) && (target['type'] === 'object' || target['type'] === 'array')
  }
}

/** True for schemas of which objects or lists may be values. */
function isObjectSchema(schema: JsonSchema): boolean {
  const types = [schema['type']].flat()
  return types.some((type) => type === undefined || type === 'object' || type === 'array')
}
