import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { isGatewayKey } from './gateway-keys.ts'

/** What a merge did, by names such as `GET /pets`. */
export interface MergeReport {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  /** Operations that were found by their operationId in another place. */
  readonly moved: readonly { readonly from: string; readonly to: string }[]
  /** Operations that the sources do not have; they stay. */
  readonly kept: readonly string[]
  /** Such as `components.schemas.Pet` and `tags.pets`. */
  readonly parts: { readonly added: readonly string[]; readonly changed: readonly string[] }
}

/** A document after a merge. */
export interface MergedDocument {
  readonly document: JsonObject
  readonly report: MergeReport
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']

/**
 * Brings the operations of a source into a document: what both have, by method and path or else by operationId, becomes as
 * the source says and keeps the gateway's extensions; what only the document has stays.
 */
export function mergeDocuments(document: JsonObject, source: JsonObject): MergedDocument {
  const merger = new Merger(document, source)
  const paths = merger.mergePaths()
  const components = merger.mergeComponents()
  const tags = merger.mergeTags()
  const merged: JsonObject = {
    // What the document says of itself (title, servers, version) is its own.
    ...source,
    ...document,
    paths,
    ...(components === undefined ? {} : { components }),
    ...(tags === undefined ? {} : { tags }),
  }
  // Keys keep the order of the document, so that a text with comments changes in few places.
  const order = [...Object.keys(document), ...Object.keys(merged)]
  const ordered = Object.fromEntries([...new Set(order)].map((key) => [key, merged[key]]))
  return { document: ordered, report: merger.report }
}

interface Place {
  readonly path: string
  readonly method: string
}

class Merger {
  private readonly document: JsonObject
  private readonly source: JsonObject
  private readonly paths: Record<string, unknown>
  private readonly added: string[] = []
  private readonly changed: string[] = []
  private readonly moved: { from: string; to: string }[] = []
  private readonly parts: { added: string[]; changed: string[] } = { added: [], changed: [] }
  private readonly kept: string[]

  constructor(document: JsonObject, source: JsonObject) {
    this.document = document
    this.source = source
    this.paths = { ...objectOf(document['paths']) }
    this.kept = placesOf(this.paths)
      .filter((place) => !this.isInSource(place))
      .map(nameOf)
  }

  get report(): MergeReport {
    const { added, changed, moved, kept, parts } = this
    const left = kept.filter((name) => moved.every(({ from }) => from !== name))
    return { added, changed, moved, kept: left, parts }
  }

  mergePaths(): JsonObject {
    for (const [path, item] of Object.entries(objectOf(this.source['paths']))) {
      if (isJsonObject(item)) this.mergePathItem(path, item)
    }
    return this.paths
  }

  private mergePathItem(path: string, item: JsonObject): void {
    const own = objectOf(this.paths[path])
    const next: Record<string, unknown> = { ...own }
    for (const [key, value] of Object.entries(item)) {
      if (!methods.includes(key)) {
        if (!isGatewayKey(key) || !Object.hasOwn(own, key)) next[key] = value
      } else if (isJsonObject(value)) {
        next[key] = this.mergeOperation({ path, method: key }, value, next)
      }
    }
    this.paths[path] = next
  }

  private mergeOperation(place: Place, operation: JsonObject, item: Record<string, unknown>): JsonObject {
    const own = objectOf(this.paths[place.path])[place.method]
    if (isJsonObject(own)) {
      const merged = withExtensions(operation, own)
      if (!isDeepStrictEqual(merged, own)) this.changed.push(nameOf(place))
      return merged
    }
    const from = this.findMoved(operation['operationId'])
    if (from === undefined) {
      this.added.push(nameOf(place))
      return operation
    }
    this.moved.push({ from: nameOf(from), to: nameOf(place) })
    return withExtensions(operation, this.take(from, item))
  }

  /** An operation of the document that the source has under another method or path. */
  private findMoved(operationId: unknown): Place | undefined {
    if (typeof operationId !== 'string') return undefined
    return placesOf(this.paths).find(
      (place) =>
        objectOf(objectOf(this.paths[place.path])[place.method])['operationId'] === operationId &&
        !this.isInSource(place),
    )
  }

  /** Takes an operation from where it stood; extensions of its path go with it. */
  private take({ path, method }: Place, item: Record<string, unknown>): JsonObject {
    const { [method]: operation, ...rest } = objectOf(this.paths[path])
    for (const [key, value] of Object.entries(rest))
      if (isGatewayKey(key) && !Object.hasOwn(item, key)) item[key] = value
    if (Object.keys(rest).some((key) => methods.includes(key))) this.paths[path] = rest
    else delete this.paths[path]
    return objectOf(operation)
  }

  private isInSource({ path, method }: Place): boolean {
    return isJsonObject(objectOf(objectOf(this.source['paths'])[path])[method])
  }

  mergeComponents(): JsonObject | undefined {
    const own = this.document['components']
    const theirs = this.source['components']
    if (!isJsonObject(theirs)) return isJsonObject(own) ? own : undefined
    const merged: Record<string, unknown> = { ...objectOf(own) }
    for (const [section, parts] of Object.entries(theirs)) {
      const before = objectOf(merged[section])
      merged[section] = isJsonObject(parts) ? { ...before, ...parts } : parts
      for (const [name, part] of Object.entries(objectOf(parts)))
        this.note(`components.${section}.${name}`, before[name], part)
    }
    return merged
  }

  mergeTags(): readonly unknown[] | undefined {
    const own = listOf(this.document['tags'])
    const theirs = listOf(this.source['tags'])
    if (own.length === 0 && theirs.length === 0) return undefined
    const nameOfTag = (tag: unknown): unknown => objectOf(tag)['name']
    for (const tag of theirs) {
      const before = own.find((one) => nameOfTag(one) === nameOfTag(tag))
      this.note(`tags.${String(nameOfTag(tag))}`, before, tag)
    }
    const replaced = own.map((tag) => theirs.find((one) => nameOfTag(one) === nameOfTag(tag)) ?? tag)
    const more = theirs.filter((tag) => own.every((one) => nameOfTag(one) !== nameOfTag(tag)))
    return [...replaced, ...more]
  }

  private note(name: string, before: unknown, after: unknown): void {
    if (before === undefined) this.parts.added.push(name)
    else if (!isDeepStrictEqual(before, after)) this.parts.changed.push(name)
  }
}

/** An operation as the source says it, with what the gateway was told of it. */
function withExtensions(operation: JsonObject, own: JsonObject): JsonObject {
  const extensions = Object.entries(own).filter(([key]) => isGatewayKey(key))
  const merged: JsonObject = { ...operation, ...Object.fromEntries(extensions) }
  const order = [...Object.keys(own).filter((key) => Object.hasOwn(merged, key)), ...Object.keys(merged)]
  return Object.fromEntries([...new Set(order)].map((key) => [key, merged[key]]))
}

function placesOf(paths: JsonObject): readonly Place[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(objectOf(item))
      .filter((key) => methods.includes(key))
      .map((method) => ({ path, method })),
  )
}

function nameOf({ path, method }: Place): string {
  return `${method.toUpperCase()} ${path}`
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}
