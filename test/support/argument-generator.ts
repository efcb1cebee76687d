import * as fc from 'fast-check'

type Schema = Readonly<Record<string, unknown>>

/** Texts that break careless encoders, and some that break nothing. */
const wildTexts = [
  'a',
  'Hello world',
  'ü/ñ?&=#',
  'a,b;c|d',
  '100%',
  '日本語',
  'x=1&y=2',
  '"quoted"',
  '+1 234',
  '😀',
  '-',
]
const plainTexts = ['alpha', 'beta', 'gamma', 'delta', 'a1b2']

const formats: Readonly<Record<string, string>> = {
  'date-time': '2024-02-29T12:30:00Z',
  date: '2024-02-29',
  time: '12:30:00Z',
  duration: 'P1D',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/a?b=1',
  url: 'https://example.com/a',
  'uri-reference': '/a/b',
  'uri-template': '/a/{b}',
  uuid: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  byte: 'aGVsbG8=',
  regex: '^a$',
  'json-pointer': '/a',
}

/** Makes values that fit a JSON Schema as the tool compiler writes it; the same seed makes the same values. */
export class ArgumentGenerator {
  private state: number
  private readonly root: Schema
  private readonly texts: readonly string[]
  /** Values that may still be made; what is optional is left out when it runs short. */
  private budget = 400

  constructor(root: Schema, seed: number, isWild: boolean) {
    this.root = root
    this.state = seed
    this.texts = isWild ? wildTexts : plainTexts
  }

  /** A value for the root schema; it may still miss what only `not` or `if` ask for, so judge it before use. */
  generate(): unknown {
    return this.valueOf(this.root, 0)
  }

  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)] as T
  }

  private valueOf(given: unknown, depth: number): unknown {
    this.budget--
    // What requires itself without end cannot be generated, nor sent.
    if (depth > 60) return undefined
    if (given === true || given === undefined) return this.pick(this.texts)
    const schema = this.expand(given as Schema, 0)
    if ('const' in schema) return schema['const']
    if (Array.isArray(schema['enum'])) return this.pick(schema['enum'])
    switch (this.typeOf(schema, depth)) {
      case 'string':
        return this.textOf(schema)
      case 'integer':
        return this.numberOf(schema, true)
      case 'number':
        return this.numberOf(schema, false)
      case 'boolean':
        return this.random() < 0.5
      case 'null':
        return null
      case 'array':
        return this.listOf(schema, depth)
      case 'object':
        return this.objectOf(schema, depth)
      default:
        return this.pick(this.texts)
    }
  }

  /** One schema that says what references, `allOf` and a chosen branch say together. */
  private expand(schema: Schema, depth: number): Schema {
    if (depth > 20) return schema
    const { $ref, allOf, anyOf, oneOf, ...own } = schema
    const parts: Schema[] = []
    if (typeof $ref === 'string') parts.push(this.definition($ref))
    if (Array.isArray(allOf)) parts.push(...(allOf as Schema[]))
    for (const branches of [anyOf, oneOf])
      if (Array.isArray(branches)) parts.push(this.chooseBranch(branches as Schema[], depth))
    return parts.reduce<Schema>((merged, part) => merge(merged, this.expand(part, depth + 1)), own)
  }

  /** Deep down the branch that ends soonest, so that schemas that contain themselves come to an end. */
  private chooseBranch(branches: readonly Schema[], depth: number): Schema {
    const ends = branches.filter((branch) => branch['$ref'] === undefined && branch['type'] !== 'object')
    return this.pick(this.budget < 100 || depth > 6 ? (ends.length > 0 ? ends : branches) : branches)
  }

  private definition(reference: string): Schema {
    const definitions = this.root['$defs'] as Readonly<Record<string, Schema>>
    return definitions[reference.slice('#/$defs/'.length)] ?? {}
  }

  private typeOf(schema: Schema, depth: number): unknown {
    const { type } = schema
    if (Array.isArray(type)) {
      const settled = depth > 4 && type.includes('null') ? 'null' : this.pick(type)
      return settled as unknown
    }
    if (type !== undefined) return type
    if (schema['properties'] !== undefined || schema['required'] !== undefined) return 'object'
    if (schema['items'] !== undefined) return 'array'
    if (schema['pattern'] !== undefined || schema['format'] !== undefined) return 'string'
    if (schema['minimum'] !== undefined || schema['maximum'] !== undefined) return 'number'
    return undefined
  }

  private textOf(schema: Schema): string {
    const { pattern, format, minLength = 0, maxLength } = schema
    if (typeof pattern === 'string')
      return this.matching(pattern, minLength as number, maxLength as number | undefined)
    const known = typeof format === 'string' ? formats[format] : undefined
    let text = known ?? this.pick(this.texts)
    if (schema['contentEncoding'] === 'base64') text = 'aGVsbG8='
    while ([...text].length < (minLength as number)) text += this.pick(plainTexts)
    return typeof maxLength === 'number' ? [...text].slice(0, maxLength).join('') : text
  }

  private matching(pattern: string, least: number, most = Number.POSITIVE_INFINITY): string {
    const expression = regularExpression(pattern)
    const arbitrary = fc.stringMatching(expression, { size: 'xsmall' })
    const samples = fc.sample(arbitrary, { seed: Math.floor(this.random() * 1e9), numRuns: 5 })
    const joined = samples.join('').repeat(least).slice(0, Math.max(least, 1))
    const fits = (text: string): boolean =>
      text.length >= least && text.length <= most && expression.test(text)
    return [...samples, joined].find(fits) ?? samples[0] ?? ''
  }

  private numberOf(schema: Schema, isInteger: boolean): number {
    const step = (schema['multipleOf'] as number | undefined) ?? (isInteger ? 1 : 0.5)
    const above = schema['exclusiveMinimum'] as number | undefined
    const below = schema['exclusiveMaximum'] as number | undefined
    const least =
      (schema['minimum'] as number | undefined) ?? (above === undefined ? undefined : above + step)
    const most = (schema['maximum'] as number | undefined) ?? (below === undefined ? undefined : below - step)
    const from = least ?? (most === undefined ? -5 : most - 10)
    const to = most ?? from + 10
    const value =
      Math.ceil(from / step) * step + Math.floor(this.random() * Math.min((to - from) / step, 20)) * step
    return isInteger && schema['multipleOf'] === undefined ? Math.round(value) : value
  }

  private listOf(schema: Schema, depth: number): unknown[] {
    const { minItems = 0, maxItems, items, prefixItems } = schema
    const wanted = this.budget < 100 || depth > 5 ? 0 : 1 + Math.floor(this.random() * 2)
    const count = Math.min(Math.max(minItems as number, wanted), (maxItems as number | undefined) ?? 50)
    const heads = Array.isArray(prefixItems) ? (prefixItems as Schema[]) : []
    const list: unknown[] = []
    for (let tries = 0; list.length < count && tries < count * 10; tries++) {
      const item = this.valueOf(heads[list.length] ?? items, depth + 1)
      const repeats = list.some((other) => JSON.stringify(other) === JSON.stringify(item))
      if (schema['uniqueItems'] !== true || !repeats) list.push(item)
    }
    return list
  }

  private objectOf(schema: Schema, depth: number): Record<string, unknown> {
    const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>
    const required = new Set((schema['required'] ?? []) as string[])
    const value: Record<string, unknown> = {}
    const likelihood = depth === 0 ? 0.6 : depth < 4 ? 0.3 : 0.05
    const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema as Record<string, number>
    for (const name of required) value[name] = this.valueOf(properties[name] ?? this.rest(schema), depth + 1)
    for (const [name, property] of Object.entries(properties)) {
      if (name in value || property === false || Object.keys(value).length >= maxProperties) continue
      const isWanted =
        Object.keys(value).length < minProperties || (this.budget > 100 && this.random() < likelihood)
      if (isWanted) value[name] = this.valueOf(property, depth + 1)
    }
    const isMap = Object.keys(properties).length === 0 && schema['additionalProperties'] !== false
    for (
      let number = 1;
      isMap && Object.keys(value).length < Math.max(minProperties, this.budget > 100 ? 1 : 0);
      number++
    )
      value[`key ${number}`] = this.valueOf(this.rest(schema), depth + 1)
    return value
  }

  private rest(schema: Schema): unknown {
    const { additionalProperties } = schema
    return additionalProperties === false ? true : additionalProperties
  }
}

function regularExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return new RegExp(pattern)
  }
}

function merge(one: Schema, other: Schema): Schema {
  const merged: Record<string, unknown> = { ...other, ...one }
  const both = (key: string): boolean => one[key] !== undefined && other[key] !== undefined
  if (both('properties')) {
    const [mine, theirs] = [one['properties'], other['properties']] as Record<string, Schema>[]
    const properties: Record<string, unknown> = { ...theirs, ...mine }
    for (const name of Object.keys(mine ?? {})) {
      if (theirs?.[name] !== undefined) properties[name] = { allOf: [mine?.[name], theirs[name]] }
    }
    merged['properties'] = properties
  }
  if (both('required'))
    merged['required'] = [...(one['required'] as string[]), ...(other['required'] as string[])]
  if (both('type')) merged['type'] = narrower(one['type'], other['type'])
  if (both('enum'))
    merged['enum'] = (one['enum'] as unknown[]).filter((value) =>
      (other['enum'] as unknown[]).includes(value),
    )
  return merged
}

function narrower(one: unknown, other: unknown): unknown {
  const [mine, theirs] = [[one].flat(), [other].flat()]
  const shared = mine.filter((type) => theirs.includes(type))
  return shared.length === 1
    ? shared[0]
    : shared.length === 0
      ? mine.includes('number')
        ? other
        : one
      : shared
}
