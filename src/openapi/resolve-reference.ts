import { refuse, ok, type Result } from '../foundation/result.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'

/** What a `$ref` stands for. */
export interface ResolvedReference {
  /** The pointer at the end of the chain, such as `#/components/schemas/Book`. */
  readonly pointer: string
  readonly value: unknown
}

/** Longest chain of references that only point to the next one. */
const longestChain = 50

/**
 * Finds what a `$ref` of a document points to, through references that point to references. Only places of the same
 * document are looked up: nothing is ever read from the network or from another file.
 */
export function resolveReference(document: JsonObject, reference: string): Result<ResolvedReference, string> {
  let pointer = reference
  for (let step = 0; step < longestChain; step++) {
    if (!pointer.startsWith('#')) return refuse(`"${pointer}" points outside this file.`)
    const value = valueAt(document, pointer)
    if (value === undefined) return refuse(`"${pointer}" points to nothing.`)
    const next = soleReference(value)
    if (next === undefined) return ok({ pointer, value })
    pointer = next
  }
  return refuse(`"${reference}" points to itself.`)
}

/** The object a value is or refers to; undefined when it is something else or cannot be found. */
export function resolveObject(document: JsonObject, value: unknown): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined
  if (typeof value['$ref'] !== 'string') return value
  const resolved = resolveReference(document, value['$ref'])
  return resolved.ok && isJsonObject(resolved.value.value) ? resolved.value.value : undefined
}

/** RFC 6901 inside a URI fragment. */
function valueAt(document: JsonObject, pointer: string): unknown {
  const path = pointer.slice(1)
  if (path === '') return document
  if (!path.startsWith('/')) return undefined
  let value: unknown = document
  for (const part of path.slice(1).split('/')) {
    const key = decodePart(part)
    if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
      return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

function decodePart(part: string): string | undefined {
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
