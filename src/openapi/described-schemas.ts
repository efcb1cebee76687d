import { isJsonObject, type JsonObject } from './json-object.ts'
import { resolveReference } from './resolve-reference.ts'
import { schemaKeywords } from './schema-keywords.ts'

/** Parts after which a schema is simply too large. */
const mostMeasured = 20_000

/**
 * The schemas that can be described within a number of parts: those reached over few references come before those
 * further away, so that what is left out is what matters least. Undefined when nothing has to be left out.
 */
export function findDescribedSchemas(
  document: JsonObject,
  schema: unknown,
  mostParts: number,
): ReadonlySet<unknown> | undefined {
  const described = new Set<unknown>()
  const met = new Set<unknown>()
  const root = isJsonObject(schema) ? [schema] : []
  let parts = 0
  let isCut = false
  let level: unknown[] = [schema]
  while (level.length > 0) {
    const next: unknown[] = []
    for (const target of level) {
      const own = measure(target)
      if (parts + own.parts > mostParts && target !== schema) {
        isCut = true
        continue
      }
      parts += own.parts
      described.add(target)
      for (const reference of own.references) {
        const resolved = resolveReference(document, reference, root)
        if (!resolved.ok || met.has(resolved.value.value)) continue
        met.add(resolved.value.value)
        next.push(resolved.value.value)
      }
    }
    level = next
  }
  return isCut ? described : undefined
}

interface Measure {
  readonly parts: number
  /** Without repetitions. */
  readonly references: readonly string[]
}

/** The schemas of a document are measured once, however many operations use them. */
const measures = new WeakMap<JsonObject, Measure>()

/** Counts a schema with everything written inside it, and collects the references it makes. */
function measure(schema: unknown): Measure {
  if (!isJsonObject(schema)) return { parts: 1, references: [] }
  const known = measures.get(schema)
  if (known !== undefined) return known
  let parts = 0
  const references = new Set<string>()
  const open: unknown[] = [schema]
  for (let value = open.pop(); value !== undefined && parts <= mostMeasured; value = open.pop()) {
    if (!isJsonObject(value)) continue
    parts++
    if (typeof value['$ref'] === 'string') references.add(value['$ref'])
    for (const [keyword, inner] of Object.entries(value)) {
      const kind = schemaKeywords.get(keyword)
      if (kind === 'schema') open.push(inner)
      else if (kind === 'schemas' && Array.isArray(inner)) for (const item of inner) open.push(item)
      else if (kind === 'schemaMap' && isJsonObject(inner)) open.push(...Object.values(inner))
    }
  }
  const measured = { parts, references: [...references] }
  measures.set(schema, measured)
  return measured
}
