/** How a parameter says it travels, in the words of OpenAPI 3. */
export interface ParameterStyle {
  readonly name: string
  readonly style: string
  readonly explode: boolean
}

/** What a value is, which a decoder has to know from the schema. */
export type ValueKind = 'scalar' | 'list' | 'object'

/** A value off the wire: every scalar as its text. */
export type Decoded = string | readonly string[] | Readonly<Record<string, string>> | undefined

/** The kind of a value that was sent. */
export function kindOf(value: unknown): ValueKind {
  return Array.isArray(value) ? 'list' : typeof value === 'object' && value !== null ? 'object' : 'scalar'
}

/** What an upstream should decode of a value: text for scalars, JSON for what is nested in a list or an object. */
export function expectedOf(value: unknown): Decoded {
  if (Array.isArray(value)) return value.map(textOf)
  if (typeof value !== 'object' || value === null) return textOf(value)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textOf(item)]))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Decodes the raw text that a path has in the place of a parameter (RFC 6570, 3.2). */
export function decodePath(raw: string, { name, style, explode }: ParameterStyle, kind: ValueKind): Decoded {
  if (style === 'label') {
    if (!raw.startsWith('.')) return undefined
    return decodeParts(raw.slice(1), explode ? '.' : ',', explode, kind)
  }
  if (style !== 'matrix') return decodeParts(raw, ',', explode, kind)
  if (!raw.startsWith(';')) return undefined
  const pairs = raw.slice(1).split(';').map(toPair)
  if (!explode || kind === 'scalar') {
    const [pair] = pairs
    return pairs.length === 1 && pair?.[0] === name ? decodeParts(pair[2], ',', false, kind) : undefined
  }
  if (kind === 'object') return Object.fromEntries(pairs.map(([key, value]) => [key, value]))
  return pairs.every(([key]) => key === name) ? pairs.map(([, value]) => value) : undefined
}

/** Decodes a query parameter from the raw fields of a query. */
export function decodeQuery(
  fields: readonly string[],
  { name, style, explode }: ParameterStyle,
  kind: ValueKind,
): Decoded {
  const pairs = fields.map(toPair)
  const own = pairs.filter(([key]) => key === name)
  if (kind === 'object' && explode && style !== 'deepObject') {
    return Object.fromEntries(pairs.map(([key, value]) => [key, value]))
  }
  if (kind === 'list' && explode) return own.map(([, value]) => value)
  const [pair] = own
  if (pair === undefined || own.length > 1) return undefined
  const delimiter = { spaceDelimited: '%20', pipeDelimited: '%7C' }[style] ?? ','
  return decodeParts(pair[2], delimiter, false, kind)
}

/** Decodes the fields of `deepObject`: nested objects, and lists by their indexes; empty ones leave no trace. */
export function decodeDeep(fields: readonly string[], name: string): unknown {
  const root: Record<string, unknown> = {}
  for (const [key, value] of fields.map(toPair)) {
    if (!key.startsWith(`${name}[`) || !key.endsWith(']')) continue
    const keys = key.slice(name.length + 1, -1).split('][')
    let at = root
    for (const part of keys.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>
    at[keys.at(-1) ?? ''] = value
  }
  return root
}

/** What {@link decodeDeep} gives for a value. */
export function expectedDeep(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return textOf(value)
  const entries = Object.entries(value)
    .filter(([, item]) => item !== null)
    .map(([key, item]) => [key, expectedDeep(item)] as const)
    .filter(([, item]) => typeof item === 'string' || Object.keys(item as object).length > 0)
  return Object.fromEntries(entries)
}

/** Decodes a cookie parameter from a Cookie header. */
export function decodeCookie(header: string, style: ParameterStyle, kind: ValueKind): Decoded {
  return decodeQuery(header.split('; '), { ...style, style: 'form' }, kind)
}

type Pair = readonly [key: string, value: string, raw: string]

function toPair(field: string): Pair {
  const equals = field.indexOf('=')
  if (equals === -1) return [decodeURIComponent(field), '', '']
  const raw = field.slice(equals + 1)
  return [decodeURIComponent(field.slice(0, equals)), decodeURIComponent(raw), raw]
}

function decodeParts(raw: string, separator: string, explode: boolean, kind: ValueKind): Decoded {
  if (kind === 'scalar') return decodeURIComponent(raw)
  const parts = raw.split(separator)
  if (kind === 'list') return parts.map(decodeURIComponent)
  if (explode) return Object.fromEntries(parts.map(toPair).map(([key, value]) => [key, value]))
  const decoded = parts.map(decodeURIComponent)
  const pairs = decoded.flatMap((key, index) => (index % 2 === 0 ? [[key, decoded[index + 1] ?? '']] : []))
  return Object.fromEntries(pairs) as Record<string, string>
}
