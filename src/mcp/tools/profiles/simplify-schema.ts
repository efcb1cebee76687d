import { isJsonObject } from '../../../openapi/json-object.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'
import { definitionName } from '../curation/prune-definitions.ts'
import { describeKeyword, withSentence } from './describe-keyword.ts'
import { mergeAllOf } from './merge-all-of.ts'
import type { Profile } from './profile.ts'
import { inferType, splitTypes } from './schema-types.ts'

/** A schema as a profile has it. */
export interface SimplifiedSchema {
  readonly schema: JsonSchema
  /** What the model is not told any more, as sentences. */
  readonly notes: readonly string[]
}

/**
 * Says a schema with what a profile allows. A keyword that only describes is moved into the description; what is really
 * lost is a note. Arguments are judged by the whole schema anyway, so that what the model is not told it is told by the
 * answer to its call.
 */
export function simplifySchema(schema: JsonSchema, profile: Profile): SimplifiedSchema {
  let { deepest } = profile
  while (true) {
    const simplifier = new Simplifier({ ...profile, deepest }, schema['$defs'])
    const simplified = simplifier.simplifyRoot(schema)
    if (simplifier.properties <= profile.mostProperties || deepest <= shallowest) return simplified
    // What lies deepest says the least, so a schema with too many properties is listed less deep.
    deepest = Math.min(deepest, longestSearch) - 1
  }
}

const longestSearch = 12
const shallowest = 2

type Draft = Record<string, unknown>

class Simplifier {
  private readonly profile: Profile
  private readonly definitions: Readonly<Record<string, unknown>>
  private readonly notes = new Set<string>()
  private readonly open: string[] = []
  /** How many were listed, or would have been. */
  properties = 0

  constructor(profile: Profile, definitions: unknown) {
    this.profile = profile
    this.definitions = isJsonObject(definitions) ? definitions : {}
  }

  simplifyRoot(schema: JsonSchema): SimplifiedSchema {
    const { $defs: _, ...root } = schema
    const simplified = { ...this.simplify(root, '', 0) }
    const names = this.profile.inlines ? [] : Object.keys(this.definitions)
    if (names.length > 0) {
      simplified['$defs'] = Object.fromEntries(
        names.map((name) => [name, this.simplify(this.definitions[name], `/$defs/${name}`, 0)]),
      )
    }
    return { schema: simplified, notes: [...this.notes] }
  }

  private simplify(schema: unknown, at: string, depth: number): JsonSchema {
    if (!isJsonObject(schema)) return schema === false ? { not: {} } : this.untyped({})
    const reference = typeof schema['$ref'] === 'string' ? definitionName(schema['$ref']) : undefined
    if (reference !== undefined && this.profile.inlines) return this.inline(reference, schema, at, depth)
    if (reference !== undefined) return schema
    if (depth > this.profile.deepest) return this.cut(schema, at, 'is nested too deep')
    const draft = this.compose({ ...schema }, at)
    // What was one alternative among nulls is the schema itself now, and may be anything.
    if (this.simplifyTypes(draft)) return this.simplify(draft, at, depth)
    this.simplifyAlternatives(draft, at, depth)
    this.simplifyValues(draft, at)
    this.dropKeywords(draft, at)
    this.simplifyParts(draft, at, depth)
    return this.needsType(draft) ? this.untyped(draft) : draft
  }

  private inline(name: string, schema: JsonSchema, at: string, depth: number): JsonSchema {
    const { $ref: _, ...beside } = schema
    const target = this.definitions[name]
    if (!isJsonObject(target)) return this.untyped(beside)
    if (this.open.includes(name)) return this.cut({ ...target, ...beside }, at, `contains "${name}" again`)
    this.open.push(name)
    const simplified = this.simplify({ ...target, ...beside }, at, depth)
    this.open.pop()
    return simplified
  }

  /** What stands in place of a schema that is not listed: anything of its type. */
  private cut(schema: JsonSchema, at: string, why: string): JsonSchema {
    this.notes.add(`${at === '' ? 'The schema' : at} ${why}; what it holds is not listed.`)
    const { description } = schema
    const type = inferType(schema) ?? 'object'
    const text = typeof description === 'string' ? { description } : {}
    return type === 'array' ? { type, ...text, items: this.untyped({}) } : { type, ...text }
  }

  private compose(draft: Draft, at: string): Draft {
    if (draft['allOf'] === undefined || this.profile.hasAllOf) return draft
    const { schema, loses } = mergeAllOf(draft, (branch) => this.resolve(branch))
    if (loses) this.notes.add(`${at} has parts of "allOf" that contradict each other; one of each is listed.`)
    return { ...schema }
  }

  private resolve(branch: JsonSchema): JsonSchema {
    const name = typeof branch['$ref'] === 'string' ? definitionName(branch['$ref']) : undefined
    const target = name === undefined ? undefined : this.definitions[name]
    return isJsonObject(target) ? target : branch
  }

  /** Answers whether the schema has become another one. */
  private simplifyTypes(draft: Draft): boolean {
    if (this.profile.nullAs === 'type') return false
    splitTypes(draft)
    const isOther = dropNull(draft)
    if (draft['nullable'] !== undefined && this.profile.nullAs === 'unlisted') delete draft['nullable']
    return isOther
  }

  private simplifyAlternatives(draft: Draft, at: string, depth: number): void {
    if (!this.profile.hasOneOf && Array.isArray(draft['oneOf'])) {
      if (draft['anyOf'] === undefined) draft['anyOf'] = draft['oneOf']
      else this.notes.add(`${at} has both "anyOf" and "oneOf"; the latter is not listed.`)
      delete draft['oneOf']
    }
    const { anyOf } = draft
    if (Array.isArray(anyOf) && this.profile.anyOfStandsAlone) this.separate(draft, anyOf, at)
    for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
      const branches = draft[keyword]
      if (Array.isArray(branches)) draft[keyword] = branches.map((branch) => this.simplify(branch, at, depth))
    }
  }

  /** Where nothing may stand beside `anyOf`, either the object or its alternatives can be listed. */
  private separate(draft: Draft, anyOf: readonly unknown[], at: string): void {
    if (draft['properties'] !== undefined || draft['items'] !== undefined) {
      delete draft['anyOf']
      this.notes.add(`${at === '' ? 'The schema' : at} has alternatives ("anyOf") that are not listed.`)
      return
    }
    const { description, title, default: value } = draft
    const own = Object.entries(draft).filter(
      ([key]) => !['anyOf', 'description', 'title', 'default', 'nullable'].includes(key),
    )
    for (const [key] of own) delete draft[key]
    draft['anyOf'] = anyOf.map((branch) =>
      isJsonObject(branch) ? { ...Object.fromEntries(own), ...branch } : branch,
    )
    Object.assign(draft, JSON.parse(JSON.stringify({ title, description, default: value })))
  }

  private simplifyValues(draft: Draft, at: string): void {
    if (draft['const'] !== undefined && this.profile.without.has('const')) {
      draft['enum'] = [draft['const']]
      delete draft['const']
    }
    const values = draft['enum']
    if (!Array.isArray(values)) return
    const isTooLong = values.length > this.profile.mostValues
    const isMixed = this.profile.enumeratesTextsOnly && !values.every((value) => typeof value === 'string')
    if (!isTooLong && !isMixed) return
    const type = inferType(draft)
    delete draft['enum']
    if (type !== undefined) draft['type'] = type
    if (values.length <= mostNamed) draft['description'] = withSentence(draft, `One of: ${list(values)}.`)
    else this.notes.add(`${at} may have one of ${values.length} values, which are not listed.`)
  }

  private dropKeywords(draft: Draft, at: string): void {
    const { formats, needsPortablePatterns, without } = this.profile
    if (typeof draft['format'] === 'string' && formats?.has(draft['format']) === false)
      this.describe(draft, 'format')
    const { pattern } = draft
    if (typeof pattern === 'string' && needsPortablePatterns && !isPortable(pattern))
      this.describe(draft, 'pattern')
    for (const keyword of Object.keys(draft)) {
      if (!without.has(keyword)) continue
      if (this.describe(draft, keyword) || !asserts(keyword, draft[keyword])) continue
      this.notes.add(`${at === '' ? 'The schema' : at} has "${keyword}", which is not listed.`)
    }
    for (const keyword of without) delete draft[keyword]
  }

  /** Moves a keyword into the description; false when it cannot be said in a few words. */
  private describe(draft: Draft, keyword: string): boolean {
    const sentence = describeKeyword(keyword, draft[keyword])
    if (sentence === undefined) return false
    draft['description'] = withSentence(draft, sentence)
    delete draft[keyword]
    return true
  }

  private simplifyParts(draft: Draft, at: string, depth: number): void {
    for (const keyword of ['properties', 'patternProperties']) {
      const parts = draft[keyword]
      if (isJsonObject(parts)) draft[keyword] = this.simplifyProperties(parts, draft, at, depth)
    }
    for (const keyword of ['items', 'additionalProperties']) {
      const part = draft[keyword]
      if (isJsonObject(part)) draft[keyword] = this.simplify(part, `${at}/*`, depth + 1)
    }
    const isList = draft['type'] === 'array' && !isJsonObject(draft['items'])
    if (isList && this.profile.name !== 'strict' && this.profile.name !== 'claude')
      draft['items'] = this.untyped({})
  }

  private simplifyProperties(parts: JsonSchema, draft: Draft, at: string, depth: number): JsonSchema {
    const simplified: Record<string, JsonSchema> = {}
    for (const [name, part] of Object.entries(parts)) {
      // A property that may not be given need not be listed.
      if (part === false) continue
      const below = `${at}/${name}`
      if (++this.properties > this.profile.mostProperties) {
        const { [name]: _, ...listed } = simplified
        this.notes.add(
          `Only ${this.profile.mostProperties} properties are listed; ${below} and more are not.`,
        )
        draft['required'] = (draft['required'] as readonly unknown[] | undefined)?.filter(
          (key) => typeof key === 'string' && Object.hasOwn(listed, key),
        )
        if (draft['required'] === undefined) delete draft['required']
        return listed
      }
      simplified[name] = this.simplify(part, below, depth + 1)
    }
    return simplified
  }

  private needsType(draft: Draft): boolean {
    if (!this.profile.needsType || draft['anyOf'] !== undefined) return false
    const type = inferType(draft)
    if (type !== undefined) draft['type'] = type
    return type === undefined
  }

  private untyped(draft: Draft): JsonSchema {
    return this.profile.needsType ? { ...draft, anyOf: anyValue } : draft
  }
}

/** Any JSON value, for those who want a type everywhere. */
const anyValue: readonly JsonSchema[] = [
  { type: 'string' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'object' },
  { type: 'array', items: { type: 'string' } },
]

/** Alternatives that are null go; a single one that is left becomes the schema, which is answered. */
function dropNull(draft: Draft): boolean {
  let isOther = false
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = draft[keyword]
    if (!Array.isArray(branches)) continue
    const left: readonly unknown[] = branches.filter((branch) => !isNull(branch))
    if (left.length < branches.length) draft['nullable'] = true
    const [only] = left
    if (left.length === 1 && isJsonObject(only)) {
      delete draft[keyword]
      Object.assign(draft, { ...only, ...draft })
      isOther = true
    } else draft[keyword] = left
  }
  return isOther
}

function isNull(branch: unknown): boolean {
  if (!isJsonObject(branch)) return false
  const { type, enum: values } = branch
  return (
    type === 'null' ||
    branch['const'] === null ||
    (Array.isArray(values) && values.every((value) => value === null))
  )
}

/** Most values that a description names. */
const mostNamed = 30

function list(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ')
}

/** Keywords without which a value could be wrong; the rest is only said for people. */
function asserts(keyword: string, value: unknown): boolean {
  if (keyword === 'additionalProperties') return isJsonObject(value) && Object.keys(value).length > 0
  return ![
    'examples',
    'deprecated',
    'contentEncoding',
    'contentMediaType',
    'then',
    'else',
    'uniqueItems',
  ].includes(keyword)
}

/** Engines that match in linear time know neither look-around nor back references, and few know `\p`. */
function isPortable(pattern: string): boolean {
  return pattern.length <= 500 && !/\(\?[=!<]|\\[1-9kpP]/.test(pattern)
}
