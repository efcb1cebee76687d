import { refuse, ok, type Result } from '../foundation/result.ts'
import { indexOf } from './document-index.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'

/** What a `$ref` stands for. */
export interface ResolvedReference {
  /** The reference at the end of the chain, such as `#/components/schemas/Book`. */
  readonly pointer: string
  readonly value: unknown
  /** The enclosing schema it was found in, when it is no place of the document. */
  readonly within: JsonObject | undefined
}

/** Longest chain of references that only point to the next one. */
const longestChain = 50

/**
 * Finds what a `$ref` of a document points to, through references that point to references. Only places of the same
 * document are looked up: nothing is ever read from the network or from another file. `enclosing` are the schemas around
 * the reference, innermost first: one with an `$id` is looked into first, as JSON Schema asks; one without only when the
 * document has no such place, because generators often write `#/$defs/…` relative to the schema they wrote.
 */
export function resolveReference(
  document: JsonObject,
  reference: string,
  enclosing: readonly JsonObject[] = [],
): Result<ResolvedReference, string> {
  let pointer = reference
  let around = enclosing
  for (let step = 0; step < longestChain; step++) {
    const found = findTarget(document, pointer, around)
    if (found === undefined) return refuse(describeMissing(pointer))
    const next = soleReference(found.value)
    if (next === undefined) return ok({ pointer, ...found })
    pointer = next
    around = found.within === undefined ? [] : [found.within]
  }
  return refuse(`"${reference}" points to itself.`)
}

/**
 * The object a value is or refers to; undefined when it is something else or cannot be found. Of what stands beside a
 * `$ref` only summary and description count (OpenAPI 3.1, Reference Object).
 */
export function resolveObject(document: JsonObject, value: unknown): JsonObject | undefined {
  let current = value
  let notes: JsonObject = {}
  for (let step = 0; step < longestChain; step++) {
    if (!isJsonObject(current)) return undefined
    const reference = current['$ref']
    if (typeof reference !== 'string')
      return Object.keys(notes).length === 0 ? current : { ...current, ...notes }
    notes = { ...notesOf(current), ...notes }
    const resolved = resolveReference(document, reference)
    if (!resolved.ok) return undefined
    current = resolved.value.value
  }
  return undefined
}

function notesOf(reference: JsonObject): JsonObject {
  const notes = ['summary', 'description'].filter((name) => typeof reference[name] === 'string')
  return Object.fromEntries(notes.map((name) => [name, reference[name]]))
}

interface Target {
  readonly value: unknown
  readonly within: JsonObject | undefined
}

function findTarget(
  document: JsonObject,
  reference: string,
  enclosing: readonly JsonObject[],
): Target | undefined {
  const hash = reference.indexOf('#')
  const base = hash === -1 ? reference : reference.slice(0, hash)
  const fragment = hash === -1 ? '' : reference.slice(hash + 1)
  if (base !== '' && base !== document['$self']) {
    const resource = indexOf(document).ids.get(base)
    return resource === undefined ? undefined : found(valueIn(document, resource, fragment), resource)
  }
  const rebased = enclosing.find((schema) => typeof schema['$id'] === 'string')
  if (rebased !== undefined) {
    const value = valueIn(document, rebased, fragment)
    if (value !== undefined) return { value, within: rebased }
  }
  const value = valueIn(document, document, fragment)
  if (value !== undefined) return { value, within: undefined }
  for (const schema of enclosing) {
    const inner = valueIn(document, schema, fragment)
    if (inner !== undefined) return { value: inner, within: schema }
  }
  return undefined
}

function found(value: unknown, within: JsonObject): Target | undefined {
  return value === undefined ? undefined : { value, within }
}

/** A fragment is a place (RFC 6901) or, without a slash, an anchor. */
function valueIn(document: JsonObject, resource: JsonObject, fragment: string): unknown {
  if (fragment !== '' && !fragment.startsWith('/')) return indexOf(document).anchors.get(fragment)
  return valueAt(document, resource, fragment)
}

/** RFC 6901 inside a URI fragment; a place on the way that is itself a reference leads on to where that points. */
function valueAt(document: JsonObject, resource: JsonObject, pointer: string): unknown {
  if (pointer === '') return resource
  let value: unknown = resource
  let detours = 0
  for (const part of pointer.slice(1).split('/')) {
    const key = decodePart(part)
    if (key === undefined) return undefined
    while (isJsonObject(value) && !Object.hasOwn(value, key) && typeof value['$ref'] === 'string') {
      if (++detours > longestChain || !value['$ref'].startsWith('#/')) return undefined
      value = valueOfPlace(document, value['$ref'])
    }
    value = childOf(value, key)
  }
  return value
}

/** A place without detours, so that references that lead through each other cannot go on for ever. */
function valueOfPlace(document: JsonObject, reference: string): unknown {
  let value: unknown = document
  for (const part of reference.slice(2).split('/')) value = childOf(value, decodePart(part))
  return value
}

function childOf(value: unknown, key: string | undefined): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return undefined
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}

function decodePart(part: string): string | undefined {
  if (!/[%~]/.test(part)) return part
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    return undefined
  }
}

function soleReference(value: unknown): string | undefined {
  if (!isJsonObject(value) || typeof value['$ref'] !== 'string') return undefined
  return Object.keys(value).length === 1 ? value['$ref'] : undefined
}

function describeMissing(reference: string): string {
  if (reference.startsWith('#')) return `"${reference}" points to nothing.`
  return `"${reference}" points outside this file.`
}
