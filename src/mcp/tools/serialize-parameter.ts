import type { PlannedValue } from './plan.ts'

/** A value as plain text: strings as they are, other scalars as JSON writes them, nested values as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value) ?? ''
}

/**
 * Adds a parameter to a query, percent-encoded (OpenAPI 3.1, Style Values). As in RFC 6570, null and empty lists add
 * nothing. What the specification leaves open: nested values in styles other than `deepObject` are written as JSON, and
 * a list inside `deepObject` is written with indexes (`tags[0]=a`), which keep lists of objects apart. Answers why the
 * value cannot be written, or nothing.
 */
export function addQueryFields(query: string[], planned: PlannedValue, value: unknown): string | undefined {
  const { name, style, explode } = planned
  if (value === null || value === undefined) return undefined
  if (style === 'querystring') addWholeQuery(query, planned, value)
  else if (planned.isJson) addField(query, planned, name, JSON.stringify(value))
  else if (typeof value !== 'object') addField(query, planned, name, textOf(value))
  else if (style === 'deepObject') addDeepFields(query, planned, name, value)
  else if (Array.isArray(value)) return addList(query, planned, value)
  else if (!explode) return addList(query, planned, Object.entries(value).flat())
  else for (const [key, item] of Object.entries(value)) addField(query, planned, key, textOf(item))
  return undefined
}

function addField(query: string[], planned: PlannedValue, name: string, text: string): void {
  query.push(`${encodeURIComponent(name)}=${encodeQueryText(planned, text)}`)
}

/**
 * `allowReserved` leaves the characters that are legal in a query as they are. Those that would end the value or the
 * query are encoded all the same, and so is what looks encoded already, so that every text arrives as it was given.
 */
function encodeQueryText({ allowReserved }: PlannedValue, text: string): string {
  const encoded = encodeURIComponent(text)
  return allowReserved ? encoded.replaceAll(/%(?:3A|2F|3F|40|24|3B)/g, decodeURIComponent) : encoded
}

/** What parts the items of a list, as it is and as it stands in a query. */
const delimiters: Readonly<Record<string, readonly [plain: string, encoded: string]>> = {
  spaceDelimited: [' ', '%20'],
  pipeDelimited: ['|', '%7C'],
}

function addList(query: string[], planned: PlannedValue, items: readonly unknown[]): string | undefined {
  const { name, style, explode } = planned
  if (items.length === 0) return undefined
  if (explode) {
    for (const item of items) addField(query, planned, name, textOf(item))
    return undefined
  }
  const texts = items.map(textOf)
  const [plain, encoded] = delimiters[style] ?? [undefined, ',']
  // Encoded it is the delimiter, and there is no other way to write it; a comma can be told from an encoded one.
  if (plain !== undefined && texts.some((text) => text.includes(plain)))
    return `/${planned.argument} must not hold "${plain}", which parts its items`
  query.push(
    `${encodeURIComponent(name)}=${texts.map((text) => encodeQueryText(planned, text)).join(encoded)}`,
  )
  return undefined
}

function addDeepFields(query: string[], planned: PlannedValue, name: string, value: unknown): void {
  if (typeof value !== 'object') {
    if (value !== undefined) addField(query, planned, name, textOf(value))
  } else if (value !== null) {
    for (const [key, item] of Object.entries(value)) addDeepFields(query, planned, `${name}[${key}]`, item)
  }
}

/** OpenAPI 3.2, `in: querystring`: one value is the whole query. */
function addWholeQuery(query: string[], planned: PlannedValue, value: unknown): void {
  if (planned.isJson || typeof value !== 'object' || value === null) {
    query.push(encodeURIComponent(planned.isJson ? JSON.stringify(value) : textOf(value)))
    return
  }
  for (const [key, item] of Object.entries(value)) {
    for (const one of Array.isArray(item) ? item : [item]) addField(query, planned, key, textOf(one))
  }
}

type Encode = (text: string) => string

/** A parameter of the path in one of its styles; `encode` is applied to each part, never to the separators. */
export function serializePath(planned: PlannedValue, value: unknown, encode: Encode): string {
  // RFC 6570, 3.2.1: what has no members is taken as not given, and leaves no separator either.
  if (!planned.isJson && typeof value === 'object' && value !== null && Object.keys(value).length === 0)
    return ''
  if (planned.style === 'label')
    return `.${serializeSimple(planned, value, encode, planned.explode ? '.' : ',')}`
  if (planned.style === 'matrix') return serializeMatrix(planned, value, encode)
  return serializeSimple(planned, value, encode)
}

/** RFC 6570, 3.2.7: `;a=1;a=2`, `;p=1,2`, and `;p` alone for an empty text. */
function serializeMatrix(planned: PlannedValue, value: unknown, encode: Encode): string {
  const name = encode(planned.name)
  const pair = (key: string, text: string): string => (text === '' ? `;${key}` : `;${key}=${text}`)
  if (planned.explode && !planned.isJson && typeof value === 'object' && value !== null) {
    return Array.isArray(value)
      ? value.map((item) => pair(name, encode(textOf(item)))).join('')
      : Object.entries(value)
          .map(([key, item]) => pair(encode(key), encode(textOf(item))))
          .join('')
  }
  return pair(name, serializeSimple(planned, value, encode))
}

/** A parameter of style `simple`: its parts with a separator, keys and values of an exploded object with `=` between them. */
export function serializeSimple(
  planned: PlannedValue,
  value: unknown,
  encode: Encode,
  separator = ',',
): string {
  if (planned.isJson) return encode(JSON.stringify(value))
  if (typeof value !== 'object' || value === null) return encode(textOf(value))
  if (Array.isArray(value)) return value.map((item) => encode(textOf(item))).join(separator)
  const joiner = planned.explode ? '=' : separator
  const pairs = Object.entries(value).map(([key, item]) => `${encode(key)}${joiner}${encode(textOf(item))}`)
  return pairs.join(separator)
}

/** The pairs of a cookie parameter; exploded values are several pairs (OpenAPI 3.2, style `cookie`). */
export function serializeCookie(planned: PlannedValue, value: unknown): string {
  const { name, explode } = planned
  const encode = planned.style === 'cookie' ? encodeCookieText : encodeURIComponent
  if (explode && !planned.isJson && typeof value === 'object' && value !== null) {
    const pairs = Array.isArray(value)
      ? value.map((item) => [name, item] as const)
      : Object.entries(value).map(([key, item]) => [encode(key), item] as const)
    return pairs.map(([key, item]) => `${key}=${encode(textOf(item))}`).join('; ')
  }
  return `${name}=${serializeSimple(planned, value, encode)}`
}

/** Style `cookie` encodes nothing but what no cookie can hold (RFC 6265, 4.1.1). */
function encodeCookieText(text: string): string {
  return text.replaceAll(/[^\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]/gu, encodeURIComponent)
}
