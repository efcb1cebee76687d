import { isJsonObject } from '../../../openapi/json-object.ts'

/** Texts up to this length are never cut, characters. */
export const shortestCut = 200

/** Where an answer is cut. */
export interface CutLimits {
  /** Most items of any list. */
  readonly items: number
  /** Longest text, characters. */
  readonly characters: number
}

/** An answer of which only a part is shown. */
export interface CutAnswer {
  readonly value: unknown
  /** What is not shown, as sentences. */
  readonly cuts: readonly string[]
}

/** Cuts every list and every text of a JSON answer to its limit. */
export function cutAnswer(value: unknown, limits: CutLimits): CutAnswer {
  const places = new Map<string, CutPlace>()
  const note = (kind: CutPlace['kind'], path: string, shown: number, of: number): void => {
    const place = places.get(path) ?? { kind, path, shown, of: 0, times: 0 }
    places.set(path, { ...place, of: Math.max(place.of, of), times: place.times + 1 })
  }
  const cut = (at: unknown, path: string): unknown => {
    if (typeof at === 'string') {
      if (at.length <= limits.characters) return at
      note('characters', path, limits.characters, at.length)
      return `${startOf(at, limits.characters)}…`
    }
    if (Array.isArray(at)) {
      if (at.length > limits.items) note('items', path, limits.items, at.length)
      return at.slice(0, limits.items).map((item) => cut(item, `${path}/*`))
    }
    if (!isJsonObject(at)) return at
    return Object.fromEntries(Object.entries(at).map(([key, item]) => [key, cut(item, `${path}/${key}`)]))
  }
  const shown = cut(value, '')
  return { value: shown, cuts: describePlaces([...places.values()]) }
}

interface CutPlace {
  readonly kind: 'items' | 'characters'
  readonly path: string
  readonly shown: number
  readonly of: number
  /** How often the place occurs, in lists. */
  readonly times: number
}

/** Most places that are named one by one. */
const mostNamed = 5

function describePlaces(places: readonly CutPlace[]): readonly string[] {
  const sentences = places.slice(0, mostNamed).map(({ kind, path, shown, of, times }) => {
    const where = path === '' ? (kind === 'items' ? 'The list' : 'The text') : path
    return `${where} shows ${shown} of ${times > 1 ? 'up to ' : ''}${of} ${kind}.`
  })
  const more = places.length - sentences.length
  return more === 0 ? sentences : [...sentences, `${more} more lists and texts are cut.`]
}

/** The start of a text, without half a surrogate pair at its end. */
export function startOf(text: string, length: number): string {
  const start = text.slice(0, length)
  return /[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start
}

/**
 * The widest limits under which the JSON of a value has at most so many characters: lists are cut first, then texts;
 * undefined when neither is enough.
 */
export function findLimits(value: unknown, most: number): CutLimits | undefined {
  const fits = (limits: CutLimits): boolean => measure(value, limits, most) <= most
  const { items, characters } = longestOf(value)
  const whole: CutLimits = { items, characters }
  const byItems = widest(1, items, (limit) => fits({ ...whole, items: limit }))
  if (byItems !== undefined) return { ...whole, items: byItems }
  const byCharacters = widest(shortestCut, characters, (limit) => fits({ items: 1, characters: limit }))
  return byCharacters === undefined ? undefined : { items: 1, characters: byCharacters }
}

/** The largest number of a range for which something holds that holds for all smaller ones. */
function widest(from: number, to: number, holds: (limit: number) => boolean): number | undefined {
  if (!holds(from)) return undefined
  let low = from
  let high = Math.max(from, to)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}

function longestOf(value: unknown): CutLimits {
  let items = 1
  let characters = 1
  const look = (at: unknown): void => {
    if (typeof at === 'string') characters = Math.max(characters, at.length)
    else if (Array.isArray(at)) {
      items = Math.max(items, at.length)
      for (const item of at) look(item)
    } else if (isJsonObject(at)) for (const key of Object.keys(at)) look(at[key])
  }
  look(value)
  return { items, characters }
}

/** Characters of the JSON of a cut value, counted no further than a little beyond `most`. */
function measure(value: unknown, limits: CutLimits, most: number): number {
  let size = 0
  const count = (at: unknown): void => {
    if (size > most) return
    if (typeof at === 'string') size += Math.min(at.length, limits.characters + 1) + 2
    else if (Array.isArray(at)) {
      const shown = Math.min(at.length, limits.items)
      size += 2 + Math.max(0, shown - 1)
      for (let index = 0; index < shown; index++) count(at[index])
    } else if (isJsonObject(at)) {
      const keys = Object.keys(at)
      size += 2 + Math.max(0, keys.length - 1)
      for (const key of keys) {
        size += key.length + 3
        count(at[key])
      }
    } else size += String(at).length
  }
  count(value)
  return size
}
