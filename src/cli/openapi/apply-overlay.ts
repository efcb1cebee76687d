import { query, type JSONValue } from 'json-p3'
import * as z from 'zod'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'

/** What an action of an overlay did. */
export interface ActionReport {
  readonly target: string
  readonly action: 'update' | 'remove' | 'copy' | 'none'
  /** How many nodes it changed; none is worth a warning, since the document may have moved on. */
  readonly nodes: number
}

/** A document after an overlay. */
export interface OverlaidDocument {
  readonly document: unknown
  readonly actions: readonly ActionReport[]
}

/** An overlay that cannot be applied, in one sentence. */
export class OverlayError extends Error {
  override readonly name = 'OverlayError'
}

const actionShape = z.object({
  target: z.string(),
  description: z.string().optional(),
  update: z.unknown().optional(),
  copy: z.string().optional(),
  remove: z.boolean().default(false),
})

/** Overlay Object (OpenAPI Overlay 1.1, 4.4.1); the patch version does not count. */
const overlayShape = z.object({
  overlay: z.string().regex(/^1\.[01]\.\d+$/, 'is no version that is known; 1.0 and 1.1 are'),
  extends: z.string().optional(),
  actions: z.array(actionShape).min(1),
})

export type Overlay = z.output<typeof overlayShape>
type Action = z.output<typeof actionShape>

/** Reads the shape of an overlay document. */
export function parseOverlay(value: unknown, name: string): Overlay {
  const parsed = overlayShape.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OverlayError(`"${name}" is no overlay: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`)
}

/** Applies the actions of an overlay to a document, one after the other; the document itself is not changed. */
export function applyOverlay(document: unknown, { actions }: Overlay): OverlaidDocument {
  // Nodes are changed where they stand, in a copy with a root that can be replaced too.
  const holder: Holder = { root: structuredClone(document) }
  const reports = actions.map((action, index) => applyAction(holder, action, `actions[${index}]`))
  return { document: holder.root, actions: reports }
}

interface Holder {
  root: unknown
}

type Location = readonly (string | number)[]

function applyAction(holder: Holder, action: Action, at: string): ActionReport {
  const { target, remove, update, copy } = action
  const locations = select(holder, target, at)
  const report = (name: ActionReport['action']): ActionReport => ({
    target,
    action: name,
    nodes: name === 'none' ? 0 : locations.length,
  })
  if (remove) {
    removeAll(holder, locations, at)
    return report('remove')
  }
  if (update === undefined && copy === undefined) return report('none')
  const value = update === undefined ? copied(holder, copy ?? '', at) : update
  refuseMixture(holder, locations, at)
  for (const location of locations) put(holder, location, merge(valueAt(holder, location), value, at))
  return report(update === undefined ? 'copy' : 'update')
}

function select({ root }: Holder, path: string, at: string): readonly Location[] {
  try {
    const found = query(path, root as JSONValue).locations()
    // A query such as $['a', 'a'] selects a node twice.
    return [...new Map(found.map((location) => [JSON.stringify(location), location])).values()]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new OverlayError(`${at}: "${path}" is no JSONPath (RFC 9535): ${why}.`, { cause: error })
  }
}

/** Overlay 1.1, 4.4.3: `copy` selects one node. */
function copied(holder: Holder, path: string, at: string): unknown {
  const [location, second] = select(holder, path, at)
  if (location === undefined || second !== undefined)
    throw new OverlayError(
      `${at}: "copy" must select one node; "${path}" selects ${location ? 'more' : 'none'}.`,
    )
  return structuredClone(valueAt(holder, location))
}

/** The deepest nodes go first, and of a list the last items, so that the places of the others stay right. */
function removeAll(holder: Holder, locations: readonly Location[], at: string): void {
  const sorted = [...locations].sort(
    (one, other) => other.length - one.length || (Number(other.at(-1)) || 0) - (Number(one.at(-1)) || 0),
  )
  for (const location of sorted) {
    const key = location.at(-1)
    if (key === undefined) throw new OverlayError(`${at}: the document itself cannot be removed.`)
    const parent = valueAt(holder, location.slice(0, -1))
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else if (isJsonObject(parent)) Reflect.deleteProperty(parent, key)
  }
}

/** Overlay 1.1, 4.4.3: several nodes MUST be all objects, all lists or all primitives. */
function refuseMixture(holder: Holder, locations: readonly Location[], at: string): void {
  const kinds = new Set(locations.map((location) => kindOf(valueAt(holder, location))))
  if (kinds.size > 1)
    throw new OverlayError(
      `${at}: its target selects ${[...kinds].join(' and ')}; one action changes one kind.`,
    )
}

function merge(target: unknown, update: unknown, at: string): unknown {
  if (Array.isArray(target))
    return [...(target as unknown[]), ...(Array.isArray(update) ? (update as unknown[]) : [update])]
  const kind = kindOf(target)
  if (kind !== kindOf(update))
    throw new OverlayError(`${at}: ${kind} cannot be merged with ${kindOf(update)}.`)
  if (!isJsonObject(target) || !isJsonObject(update)) return update
  const merged: Record<string, unknown> = { ...target }
  for (const [key, value] of Object.entries(update)) {
    const own = Object.hasOwn(target, key) ? target[key] : undefined
    const both = own !== undefined
    if (both && Array.isArray(own) !== Array.isArray(value))
      throw new OverlayError(`${at}: "${key}" is ${kindOf(own)} and cannot be merged with ${kindOf(value)}.`)
    define(merged, key, both ? merge(own, value, `${at}: "${key}"`) : structuredClone(value))
  }
  return merged
}

/** A key such as `__proto__` is a property like any other. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return isJsonObject(value) ? 'an object' : 'a primitive value'
}

function valueAt({ root }: Holder, location: Location): unknown {
  return location.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as JsonObject)[key] : undefined),
    root,
  )
}

function put(holder: Holder, location: Location, value: unknown): void {
  const key = location.at(-1)
  const parent = valueAt(holder, location.slice(0, -1))
  if (key === undefined) holder.root = value
  else if (Array.isArray(parent)) parent[Number(key)] = value
  else if (isJsonObject(parent)) define(parent, String(key), value)
}
