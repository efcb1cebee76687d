import { isJsonObject, type JsonObject } from './json-object.ts'

/** Where the schemas of a document can be found by name instead of by place. */
export interface DocumentIndex {
  /** By `$anchor` or `$dynamicAnchor`; the first one in the document wins. */
  readonly anchors: ReadonlyMap<string, JsonObject>
  /** By `$id`, as it is written. */
  readonly ids: ReadonlyMap<string, JsonObject>
}

const indexes = new WeakMap<JsonObject, DocumentIndex>()

/** The names in a document, collected when the first reference needs them: most documents have none. */
export function indexOf(document: JsonObject): DocumentIndex {
  const known = indexes.get(document)
  if (known !== undefined) return known
  const anchors = new Map<string, JsonObject>()
  const ids = new Map<string, JsonObject>()
  const seen = new Set<object>()
  // Taken from the front, so that the first of two of one name in document order is the one that counts.
  const open: unknown[] = [document]
  for (const value of open) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    if (isJsonObject(value)) {
      addName(anchors, value['$anchor'], value)
      addName(anchors, value['$dynamicAnchor'], value)
      addName(ids, value['$id'], value)
    }
    for (const item of Object.values(value)) open.push(item)
  }
  const index = { anchors, ids }
  indexes.set(document, index)
  return index
}

function addName(names: Map<string, JsonObject>, name: unknown, value: JsonObject): void {
  if (typeof name === 'string' && !names.has(name)) names.set(name, value)
}
