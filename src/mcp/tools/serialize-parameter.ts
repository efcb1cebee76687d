import type { PlannedValue } from './plan.ts'

/** Styles this module writes, by the place of the parameter. */
export const parameterStyles: Readonly<Record<'path' | 'query' | 'header' | 'cookie', readonly string[]>> = {
  path: ['simple'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
}

/** A value as plain text: strings as they are, other scalars as JSON writes them, nested values as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value) ?? ''
}

/**
 * Adds a parameter to a query, percent-encoded (OpenAPI 3.1, Style Values). As in RFC 6570, null and empty lists add
 * nothing.
 */
export function addQueryFields(query: string[], planned: PlannedValue, value: unknown): void {
  const { name, style, explode } = planned
  if (value === null || value === undefined) return
  if (planned.isJson) addField(query, name, JSON.stringify(value))
  else if (typeof value !== 'object') addField(query, name, textOf(value))
  else if (style === 'deepObject') addDeepFields(query, name, value)
  else if (Array.isArray(value)) addList(query, planned, value)
  else if (explode) for (const [key, item] of Object.entries(value)) addField(query, key, textOf(item))
  else addList(query, planned, Object.entries(value).flat())
}

function addField(query: string[], name: string, text: string): void {
  query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
}

function addList(query: string[], { name, style, explode }: PlannedValue, items: readonly unknown[]): void {
  if (items.length === 0) return
  if (explode && style === 'form') {
    for (const item of items) addField(query, name, textOf(item))
    return
  }
  const delimiter = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ','
  query.push(
    `${encodeURIComponent(name)}=${items.map((item) => encodeURIComponent(textOf(item))).join(delimiter)}`,
  )
}

function addDeepFields(query: string[], name: string, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) addDeepFields(query, name, item)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) addDeepFields(query, `${name}[${key}]`, item)
  } else if (value !== null && value !== undefined) addField(query, name, textOf(value))
}

/** A parameter of style `simple` (paths, headers) or a cookie; `encode` is applied to each part, never to the commas. */
export function serializeSimple(
  planned: PlannedValue,
  value: unknown,
  encode: (text: string) => string,
): string {
  if (planned.isJson) return encode(JSON.stringify(value))
  if (typeof value !== 'object' || value === null) return encode(textOf(value))
  if (Array.isArray(value)) return value.map((item) => encode(textOf(item))).join(',')
  const joiner = planned.explode ? '=' : ','
  const pairs = Object.entries(value).map(([key, item]) => `${encode(key)}${joiner}${encode(textOf(item))}`)
  return pairs.join(',')
}
