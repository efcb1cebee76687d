import { findDescribedSchemas } from './described-schemas.ts'
import { readDiscriminator } from './discriminator.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { simplified, type OperationProblem } from './operation-problem.ts'
import { resolveObject, resolveReference } from './resolve-reference.ts'
import { isAssertionValue, schemaKeywords } from './schema-keywords.ts'
import { isOfType, upgradeSchema } from './upgrade-schema.ts'

/** A JSON Schema 2020-12 object with nothing of OpenAPI left in it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Which side of an exchange a schema describes: what is sent has no readOnly properties, what comes back no writeOnly ones. */
export type SchemaUse = 'input' | 'output'

/** A schema used again is copied while it is small, and becomes a definition when it has more parts than this. */
const copiedUpTo = 8
/** Parts that are described; no model reads more, and answers are described by fewer than arguments. */
const describedParts: Readonly<Record<SchemaUse, number>> = { input: 4_000, output: 500 }
/** MCP 2026-07-28 (basic, composition keywords) asks for bounds on what a validator is fed. */
const mostParts = 20_000
const deepest = 100
/** Longest example that is passed on, characters of JSON. */
const longestExample = 200

type Schema = Record<string, unknown>

/** A schema that references lead to, once it is compiled. */
interface CompiledTarget {
  readonly schema: Schema
  readonly parts: number
  /** Copies of it with other annotations. */
  readonly copies: { readonly schema: Schema; readonly notes: JsonSchema }[]
}

/**
 * Compiles schemas of one OpenAPI document (Swagger 2.0 to OpenAPI 3.2) to JSON Schema 2020-12. References are put in
 * place; those that lead back to themselves, that have an anchor, or that are large and used repeatedly become
 * {@link definitions}, which belong under `$defs` of the schema that uses the results.
 */
export class SchemaCompiler {
  readonly definitions: Record<string, JsonSchema> = {}
  /** What could not be compiled, or was simplified. */
  readonly problems: OperationProblem[] = []
  private readonly document: JsonObject
  private readonly use: SchemaUse
  private readonly targets = new Map<JsonObject, CompiledTarget>()
  private readonly names = new Map<JsonObject, string>()
  private readonly anchors = new Set<string>()
  private readonly open = new Set<JsonObject>()
  /** Schemas that are described when not all can be. */
  private described: ReadonlySet<unknown> | undefined = undefined
  /** The schemas around the current one in which references may be looked up, innermost first. */
  private enclosing: readonly JsonObject[] = []
  /** Where the schema being compiled stands in the operation. */
  private path: OperationProblem['path'] = []
  /** Parts of everything compiled so far, copies counted again. */
  private parts = 0
  private depth = 0

  constructor(document: JsonObject, use: SchemaUse) {
    this.document = document
    this.use = use
  }

  /**
   * The schema without references outside `$defs`; an unusable part accepts nothing and is named in {@link problems},
   * which stand at `path` of the operation.
   */
  compile(schema: unknown, path: OperationProblem['path'] = []): JsonSchema {
    this.path = path
    this.enclosing = isJsonObject(schema) ? [schema] : []
    this.described = findDescribedSchemas(this.document, schema, describedParts[this.use])
    return this.visit(schema)
  }

  private visit(schema: unknown): Schema {
    if (schema === true) return {}
    if (schema === false) return { not: {} }
    if (!isJsonObject(schema)) return this.refuse('A schema must be an object or a boolean.')
    if (this.depth >= deepest) return this.refuse(`A schema is nested more than ${deepest} levels deep.`)
    if (++this.parts > mostParts) return this.refuse(`The schema has more than ${mostParts} parts.`)
    this.depth++
    const { enclosing } = this
    if (typeof schema['$id'] === 'string') this.enclosing = [schema, ...enclosing]
    try {
      const reference = schema['$ref'] ?? schema['$dynamicRef']
      return typeof reference === 'string' ? this.visitReference(reference, schema) : this.visitObject(schema)
    } finally {
      this.depth--
      this.enclosing = enclosing
    }
  }

  private refuse(message: string): Schema {
    const hint =
      'A tool whose arguments cannot be checked is not served; keep schemas and $refs valid and inside the file.'
    this.addProblem({
      severity: 'error',
      code: 'SALLYPORT_MCP_INVALID_SCHEMA',
      path: this.path,
      message,
      hint,
    })
    return { not: {} }
  }

  private simplify(message: string): void {
    this.addProblem(simplified(this.path, message))
  }

  private addProblem(problem: OperationProblem): void {
    if (!this.problems.some(({ message }) => message === problem.message)) this.problems.push(problem)
  }

  private visitReference(reference: string, schema: JsonObject): Schema {
    if (schema['$ref'] === undefined) this.simplify(`"$dynamicRef" is read as "$ref" (${reference}).`)
    const { $ref: _, $dynamicRef: __, nullable, 'x-nullable': alsoNullable, ...besides } = schema
    const { schema: target, compiled } = this.visitTarget(reference)
    const beside = this.visitObject(besides)
    const merged = mergeBeside(target, beside)
    if (compiled !== undefined && merged !== target && merged['allOf'] === undefined)
      compiled.copies.push({ schema: merged, notes: beside })
    // `nullable` beside a reference means the target or null; there is no type here to widen.
    return nullable === true || alsoNullable === true ? { anyOf: [merged, { type: 'null' }] } : merged
  }

  /** What a reference becomes, and the record of its target while that stands in place. */
  private visitTarget(reference: string): { schema: Schema; compiled?: CompiledTarget } {
    const resolved = resolveReference(this.document, reference, this.enclosing)
    if (!resolved.ok) return { schema: this.refuse(resolved.error) }
    const { pointer, value, within } = resolved.value
    if (!isJsonObject(value)) return { schema: this.visit(value) }
    if (this.open.has(value)) return { schema: this.refer(value, pointer) }
    const known = this.targets.get(value)
    if (known !== undefined) return this.useAgain(value, pointer, known)
    if (this.described?.has(value) === false) return { schema: this.leaveOut(value) }
    const { enclosing } = this
    this.open.add(value)
    this.enclosing = within === undefined ? [value] : [value, within]
    const before = this.parts
    const schema = this.visit(value)
    this.enclosing = enclosing
    this.open.delete(value)
    const compiled = { schema, parts: this.parts - before, copies: [] }
    this.targets.set(value, compiled)
    // What the author made a definition, or gave a name to, stays one.
    const isNamed = typeof value['$anchor'] === 'string'
    if (isNamed) this.keepAnchor(schema, value)
    if (!isNamed && within === undefined && !this.names.has(value)) return { schema, compiled }
    return { schema: this.define(value, pointer, schema) }
  }

  private useAgain(value: JsonObject, pointer: string, target: CompiledTarget): { schema: Schema } {
    if (this.names.has(value)) return { schema: this.refer(value, pointer) }
    if (target.parts <= copiedUpTo) {
      this.parts += target.parts
      return { schema: target.schema }
    }
    const reference = this.define(value, pointer, { ...target.schema })
    // The copies that stand in place already become references too, so that nothing is said twice.
    replace(target.schema, reference)
    for (const { schema, notes } of target.copies) replace(schema, { ...reference, ...notes })
    return { schema: reference }
  }

  private define(value: JsonObject, pointer: string, schema: JsonSchema): Schema {
    const reference = this.refer(value, pointer)
    this.definitions[this.nameOf(value, pointer)] = schema
    return reference
  }

  private refer(value: JsonObject, pointer: string): Schema {
    return { $ref: `#/$defs/${this.nameOf(value, pointer)}` }
  }

  private keepAnchor(schema: Schema, value: JsonObject): void {
    const anchor = String(value['$anchor'])
    // Two definitions of one anchor would make the whole schema invalid.
    if (this.anchors.has(anchor) || !/^[A-Za-z_][-A-Za-z0-9._]*$/.test(anchor)) return
    this.anchors.add(anchor)
    schema['$anchor'] = anchor
  }

  private nameOf(value: JsonObject, pointer: string): string {
    const known = this.names.get(value)
    if (known !== undefined) return known
    const last =
      pointer
        .slice(pointer.lastIndexOf('/') + 1)
        .replaceAll(/[^A-Za-z0-9]+/g, '_')
        .replace(/^_+/, '') || 'Schema'
    const taken = new Set(this.names.values())
    let name = last
    for (let number = 2; taken.has(name); number++) name = `${last}_${number}`
    this.names.set(value, name)
    return name
  }

  /** Stands for a schema that is too far away to be described: it accepts what the schema would, and more. */
  private leaveOut(value: JsonObject): Schema {
    this.simplify(
      `The schema has more than ${describedParts[this.use]} parts; the parts furthest away are accepted without being described.`,
    )
    const { type, description } = value
    const isPlain = typeof type === 'string' && value['nullable'] !== true && isAssertionValue('type', type)
    return { ...(isPlain ? { type } : {}), ...(typeof description === 'string' ? { description } : {}) }
  }

  private visitObject(schema: JsonObject): Schema {
    const compiled: Schema = schema['type'] === 'file' ? { format: 'binary' } : {}
    for (const [keyword, value] of Object.entries(schema)) {
      const kept = this.visitKeyword(keyword, value)
      if (kept !== undefined) compiled[keyword] = kept
    }
    this.keepExample(schema, compiled)
    this.dropHidden(schema, compiled)
    this.tellBranchesApart(schema, compiled)
    if (Array.isArray(schema['items']))
      compiled['prefixItems'] = schema['items'].map((item) => this.visit(item))
    this.checkPatterns(compiled)
    this.checkEnum(compiled)
    const nullable = schema['nullable'] === true || schema['x-nullable'] === true
    return upgradeSchema(compiled, nullable)
  }

  private visitKeyword(keyword: string, value: unknown): unknown {
    switch (schemaKeywords.get(keyword)) {
      case 'schema':
        if (Array.isArray(value)) return undefined
        // Booleans are the usual way to open or close an object; they stay as they are.
        return typeof value === 'boolean' ? value : this.visit(value)
      case 'schemas':
        // An empty list is no list of schemas (JSON Schema 2020-12, 10.2.1).
        return Array.isArray(value) && value.length > 0 ? value.map((item) => this.visit(item)) : undefined
      case 'schemaMap':
        return isJsonObject(value) ? this.visitMap(value, keyword === 'properties') : undefined
      case 'assertion':
        return this.visitAssertion(keyword, value)
      case 'annotation':
        return keyword === 'examples' && !Array.isArray(value) ? undefined : value
      case undefined:
        return undefined
    }
  }

  private visitAssertion(keyword: string, value: unknown): unknown {
    if (isAssertionValue(keyword, value))
      return keyword === 'required' ? [...new Set(value as string[])] : value
    const isOldBound = keyword.startsWith('exclusive') && typeof value === 'boolean'
    if (isOldBound) return value
    // Older drafts put `required: true` on the property itself.
    if (keyword === 'required' && typeof value === 'boolean') return undefined
    if (keyword === 'type' && value === 'file') return 'string'
    const text = (JSON.stringify(value) ?? '').slice(0, 40)
    this.simplify(`"${keyword}": ${text} is nothing JSON Schema knows; it is left out.`)
    return undefined
  }

  private visitMap(map: JsonObject, hides: boolean): Schema {
    const entries = Object.entries(map).filter(([, schema]) => !hides || !this.isHidden(schema))
    return Object.fromEntries(entries.map(([name, schema]) => [name, this.visit(schema)]))
  }

  private isHidden(schema: unknown): boolean {
    const keyword = this.use === 'input' ? 'readOnly' : 'writeOnly'
    if (isJsonObject(schema) && schema[keyword] === true) return true
    return resolveObject(this.document, schema)?.[keyword] === true
  }

  private dropHidden(schema: JsonObject, compiled: Schema): void {
    const { required } = compiled
    if (!Array.isArray(required)) return
    const hidden = this.hiddenNames(schema, 0)
    const visible = required.filter((name: unknown) => !hidden.has(name))
    if (visible.length === 0) delete compiled['required']
    else compiled['required'] = visible
  }

  /** Names of properties that are not for this use, those of `allOf` branches included. */
  private hiddenNames(schema: JsonObject, depth: number): Set<unknown> {
    const { properties, allOf } = schema
    const own = isJsonObject(properties) ? Object.entries(properties) : []
    const names = new Set<unknown>(own.filter(([, inner]) => this.isHidden(inner)).map(([name]) => name))
    if (!Array.isArray(allOf) || depth > 4) return names
    for (const branch of allOf) {
      const inner = resolveObject(this.document, branch)
      if (inner !== undefined) for (const name of this.hiddenNames(inner, depth + 1)) names.add(name)
    }
    return names
  }

  /** Gives each branch the value of the discriminator, so that models and validators can choose; answers stay as they are. */
  private tellBranchesApart(schema: JsonObject, compiled: Schema): void {
    if (this.use === 'output') return
    const discriminator = readDiscriminator(this.document, schema)
    if (discriminator === undefined) return
    for (const keyword of ['oneOf', 'anyOf']) {
      const [written, branches] = [schema[keyword], compiled[keyword]]
      if (!Array.isArray(written) || !Array.isArray(branches)) continue
      compiled[keyword] = branches.map((branch: Schema, index) => {
        const values = discriminator.valuesOf(written[index])
        return values === undefined ? branch : withValues(branch, discriminator.property, values)
      })
    }
  }

  private keepExample(schema: JsonObject, compiled: Schema): void {
    const { example } = schema
    if (this.use === 'output' || example === undefined || 'examples' in compiled) return
    if ((JSON.stringify(example) ?? '').length <= longestExample) compiled['examples'] = [example]
  }

  private checkPatterns(compiled: Schema): void {
    const named = isJsonObject(compiled['patternProperties'])
      ? Object.keys(compiled['patternProperties'])
      : []
    for (const pattern of named) {
      if (!canCompile(pattern)) this.refuse(`"${pattern}" is not a regular expression.`)
    }
    const { pattern } = compiled
    if (typeof pattern !== 'string' || canCompile(pattern)) return
    delete compiled['pattern']
    this.simplify(`"${pattern}" is not a regular expression of JavaScript; texts are not checked by it.`)
  }

  private checkEnum(compiled: Schema): void {
    const { enum: values, type } = compiled
    if (!Array.isArray(values) || type === undefined) return
    if (values.some((value) => isOfType(value, type))) return
    delete compiled['type']
    this.simplify(`No value of an enum is of its type ${JSON.stringify(type)}; the type is left out.`)
  }
}

/** Says beside what a reference became what stood beside the reference. */
function mergeBeside(target: Schema, beside: JsonSchema): Schema {
  const keys = Object.keys(beside)
  if (keys.length === 0) return target
  const onlyNotes = keys.every((key) => schemaKeywords.get(key) === 'annotation')
  return onlyNotes ? { ...target, ...beside } : { allOf: [target, beside] }
}

function replace(schema: Schema, content: JsonSchema): void {
  for (const key of Object.keys(schema)) delete schema[key]
  Object.assign(schema, content)
}

function withValues(branch: Schema, property: string, values: readonly string[]): Schema {
  const [only] = values
  const said = values.length === 1 ? { const: only } : { enum: values }
  const properties = isJsonObject(branch['properties']) ? branch['properties'] : {}
  const own = isJsonObject(properties[property]) ? properties[property] : {}
  const required = Array.isArray(branch['required']) ? branch['required'].map(String) : []
  return {
    ...branch,
    properties: { ...properties, [property]: { ...own, ...said } },
    required: [...new Set([...required, property])],
  }
}

function canCompile(pattern: string): boolean {
  return compiles(pattern, 'u') || compiles(pattern, '')
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags)
    return true
  } catch {
    return false
  }
}
