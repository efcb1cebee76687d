import { isJsonObject, type JsonObject } from './json-object.ts'
import { resolveObject, resolveReference } from './resolve-reference.ts'
import { schemaKeywords } from './schema-keywords.ts'
import { upgradeSchema } from './upgrade-schema.ts'

/** A JSON Schema 2020-12 object with nothing of OpenAPI left in it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Which side of an exchange a schema describes: what is sent has no readOnly properties, what comes back no writeOnly ones. */
export type SchemaUse = 'input' | 'output'

/** A schema used again is copied while it is small, and becomes a definition when it has more parts than this. */
const copiedUpTo = 40
/** MCP 2026-07-28 (basic, composition keywords) asks for bounds on what a validator is fed. */
const mostParts = 20_000
const deepest = 100

interface CompiledTarget {
  readonly schema: JsonSchema
  readonly parts: number
}

/**
 * Compiles schemas of one OpenAPI document (3.0 or 3.1) to JSON Schema 2020-12. References are put in place; those that
 * lead back to themselves, and large ones used repeatedly, become {@link definitions}, which belong under `$defs` of the
 * schema that uses the results.
 */
export class SchemaCompiler {
  readonly definitions: Record<string, JsonSchema> = {}
  /** What could not be compiled, as sentences. */
  readonly problems: string[] = []
  private readonly document: JsonObject
  private readonly use: SchemaUse
  private readonly targets = new Map<string, CompiledTarget>()
  private readonly names = new Map<string, string>()
  private readonly open = new Set<string>()
  /** Parts of everything compiled so far, copies counted again. */
  private parts = 0
  /** Parts written a second time, as definitions. */
  private definedParts = 0
  private depth = 0

  constructor(document: JsonObject, use: SchemaUse) {
    this.document = document
    this.use = use
  }

  /** The schema without references outside `$defs`; an unusable part accepts nothing and is named in {@link problems}. */
  compile(schema: unknown): JsonSchema {
    if (schema === true) return {}
    if (schema === false) return { not: {} }
    if (!isJsonObject(schema)) return this.refuse('A schema must be an object or a boolean.')
    if (this.depth >= deepest) return this.refuse(`A schema is nested more than ${deepest} levels deep.`)
    if (++this.parts + this.definedParts > mostParts)
      return this.refuse(`The schema has more than ${mostParts} parts.`)
    this.depth++
    try {
      const reference = schema['$ref']
      return typeof reference === 'string'
        ? this.compileReference(reference, schema)
        : this.compileObject(schema)
    } finally {
      this.depth--
    }
  }

  private refuse(problem: string): JsonSchema {
    if (!this.problems.includes(problem)) this.problems.push(problem)
    return { not: {} }
  }

  private compileReference(reference: string, schema: JsonObject): JsonSchema {
    const { $ref: _, nullable, ...besides } = schema
    const target = this.compileTarget(reference)
    const beside = this.compileObject(besides)
    const keys = Object.keys(beside)
    const onlyNotes = keys.every((key) => schemaKeywords.get(key) === 'annotation')
    const merged =
      keys.length === 0 ? target : onlyNotes ? { ...target, ...beside } : { allOf: [target, beside] }
    // `nullable` beside a reference means the target or null; there is no type here to widen.
    return nullable === true ? { anyOf: [merged, { type: 'null' }] } : merged
  }

  private compileTarget(reference: string): JsonSchema {
    const resolved = resolveReference(this.document, reference)
    if (!resolved.ok) return this.refuse(resolved.error)
    const { pointer, value } = resolved.value
    if (this.open.has(pointer)) return { $ref: `#/$defs/${this.nameOf(pointer)}` }
    const known = this.targets.get(pointer)
    if (known !== undefined) return this.useAgain(pointer, known)
    this.open.add(pointer)
    const before = this.parts
    const schema = this.compile(value)
    this.open.delete(pointer)
    this.targets.set(pointer, { schema, parts: this.parts - before })
    return this.names.has(pointer) ? this.define(pointer, schema) : schema
  }

  private useAgain(pointer: string, target: CompiledTarget): JsonSchema {
    const isDefined = this.names.has(pointer)
    if (isDefined || target.parts > copiedUpTo) {
      if (!isDefined) this.definedParts += target.parts
      return this.define(pointer, target.schema)
    }
    this.parts += target.parts
    return target.schema
  }

  private define(pointer: string, schema: JsonSchema): JsonSchema {
    const name = this.nameOf(pointer)
    this.definitions[name] = schema
    return { $ref: `#/$defs/${name}` }
  }

  private nameOf(pointer: string): string {
    const known = this.names.get(pointer)
    if (known !== undefined) return known
    const last =
      pointer
        .slice(pointer.lastIndexOf('/') + 1)
        .replaceAll(/[^A-Za-z0-9]+/g, '_')
        .replace(/^_+/, '') || 'Schema'
    const taken = new Set(this.names.values())
    let name = last
    for (let number = 2; taken.has(name); number++) name = `${last}_${number}`
    this.names.set(pointer, name)
    return name
  }

  private compileObject(schema: JsonObject): JsonSchema {
    const compiled: Record<string, unknown> = {}
    for (const [keyword, value] of Object.entries(schema)) {
      const kept = this.compileKeyword(keyword, value)
      if (kept !== undefined) compiled[keyword] = kept
    }
    this.dropHidden(schema, compiled)
    if (Array.isArray(schema['items']))
      compiled['prefixItems'] = schema['items'].map((item) => this.compile(item))
    this.checkPattern(compiled)
    return upgradeSchema(compiled, schema['nullable'] === true)
  }

  private compileKeyword(keyword: string, value: unknown): unknown {
    switch (schemaKeywords.get(keyword)) {
      case 'schema':
        if (Array.isArray(value)) return undefined
        // Booleans are the usual way to open or close an object; they stay as they are.
        return typeof value === 'boolean' ? value : this.compile(value)
      case 'schemas':
        return Array.isArray(value) ? value.map((item) => this.compile(item)) : undefined
      case 'schemaMap':
        return isJsonObject(value) ? this.compileMap(value, keyword === 'properties') : undefined
      case 'assertion':
        // Older drafts put `required: true` on the property itself.
        return keyword === 'required' && !Array.isArray(value) ? undefined : value
      case 'annotation':
        return value
      case undefined:
        return undefined
    }
  }

  private compileMap(map: JsonObject, hides: boolean): JsonSchema {
    const entries = Object.entries(map).filter(([, schema]) => !hides || !this.isHidden(schema))
    return Object.fromEntries(entries.map(([name, schema]) => [name, this.compile(schema)]))
  }

  private isHidden(schema: unknown): boolean {
    const keyword = this.use === 'input' ? 'readOnly' : 'writeOnly'
    if (isJsonObject(schema) && schema[keyword] === true) return true
    return resolveObject(this.document, schema)?.[keyword] === true
  }

  private dropHidden(schema: JsonObject, compiled: Record<string, unknown>): void {
    const { properties, required } = schema
    if (!Array.isArray(required) || !isJsonObject(properties)) return
    const visible = required.filter(
      (name: unknown) => typeof name !== 'string' || !this.isHidden(properties[name]),
    )
    if (visible.length === 0) delete compiled['required']
    else compiled['required'] = visible
  }

  private checkPattern(compiled: Record<string, unknown>): void {
    const patterns = isJsonObject(compiled['patternProperties'])
      ? Object.keys(compiled['patternProperties'])
      : []
    if (typeof compiled['pattern'] === 'string') patterns.push(compiled['pattern'])
    for (const pattern of patterns) {
      if (!canCompile(pattern, 'u') && !canCompile(pattern, ''))
        this.refuse(`"${pattern}" is not a regular expression.`)
    }
  }
}

function canCompile(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags)
    return true
  } catch {
    return false
  }
}
