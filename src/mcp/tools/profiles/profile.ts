/** Names of the schema profiles; `default` is what every client known to us takes. */
export const profileNames = ['default', 'strict', 'claude', 'gemini', 'openai'] as const

/** The name of a schema profile. */
export type ProfileName = (typeof profileNames)[number]

/** What the schemas of a tool may use, for one family of clients and models. */
export interface Profile {
  readonly name: ProfileName
  /** True when definitions are refused, so that every `$ref` is put in place. */
  readonly inlines: boolean
  /** True when `oneOf`, `anyOf` and `allOf` may stand at the root of the arguments. */
  readonly composesRoot: boolean
  /** True for `oneOf` as it is; else it is said as `anyOf`. */
  readonly hasOneOf: boolean
  /** True for `allOf` as it is; else its branches become one schema. */
  readonly hasAllOf: boolean
  /** True when nothing may stand beside `anyOf` but texts. */
  readonly anyOfStandsAlone: boolean
  /** How null is allowed: in a list of types, with the keyword `nullable`, or not listed at all. */
  readonly nullAs: 'type' | 'nullable' | 'unlisted'
  /** True when every schema must say what it is of. */
  readonly needsType: boolean
  /** True when only texts may be enumerated. */
  readonly enumeratesTextsOnly: boolean
  /** Most values of one `enum`. */
  readonly mostValues: number
  /** Formats that are understood; undefined = all pass. */
  readonly formats: ReadonlySet<string> | undefined
  /** True when patterns must be ones that linear-time engines take: no look-around, no back references. */
  readonly needsPortablePatterns: boolean
  /** Keywords that are refused. */
  readonly without: ReadonlySet<string>
  /** Deepest nesting of objects and lists. */
  readonly deepest: number
  /** Most properties of one tool. */
  readonly mostProperties: number
  /** Longest description of a tool, characters. */
  readonly longestDescription: number
}

const conditional = ['if', 'then', 'else', 'not', 'dependentRequired', 'dependentSchemas', 'propertyNames']
const counting = ['contains', 'minContains', 'maxContains', 'unevaluatedItems', 'unevaluatedProperties']
const unlimited = Number.POSITIVE_INFINITY

/** Everything JSON Schema 2020-12 has, for clients that ask for the letter of the specification. */
const strict: Profile = {
  name: 'strict',
  inlines: false,
  composesRoot: true,
  hasOneOf: true,
  hasAllOf: true,
  anyOfStandsAlone: false,
  nullAs: 'type',
  needsType: false,
  enumeratesTextsOnly: false,
  mostValues: unlimited,
  formats: undefined,
  needsPortablePatterns: false,
  without: new Set(),
  deepest: unlimited,
  mostProperties: unlimited,
  longestDescription: unlimited,
}

/** The API of Anthropic refuses composition at the root, and nothing else of the dialect. */
const claude: Profile = { ...strict, name: 'claude', composesRoot: false }

/** Function calling of OpenAI: no composition at the root, and a subset of keywords, formats and sizes. */
const openai: Profile = {
  ...strict,
  name: 'openai',
  composesRoot: false,
  hasOneOf: false,
  hasAllOf: false,
  mostValues: 500,
  formats: new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']),
  needsPortablePatterns: true,
  without: new Set([...conditional, ...counting, 'patternProperties', 'prefixItems']),
  deepest: 10,
  mostProperties: 5000,
  longestDescription: 1024,
}

/** Function declarations of Gemini: the schema object of OpenAPI 3.0, without references. */
const gemini: Profile = {
  ...openai,
  name: 'gemini',
  inlines: true,
  anyOfStandsAlone: true,
  nullAs: 'nullable',
  needsType: true,
  enumeratesTextsOnly: true,
  formats: new Set(['date-time', 'int32', 'int64', 'float', 'double']),
  without: new Set([
    ...openai.without,
    'additionalProperties',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'uniqueItems',
    'const',
    'examples',
    'deprecated',
    'contentEncoding',
    'contentMediaType',
  ]),
  mostProperties: 500,
}

/** What all of the above take: safe for a client of which nothing is known. */
const safe: Profile = {
  ...gemini,
  name: 'default',
  nullAs: 'unlisted',
  formats: new Set(['date-time']),
  // Clients of Gemini take these out themselves, as every generated schema has them.
  without: new Set([...openai.without, 'const']),
}

/** The profiles by name. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  default: safe,
  strict,
  claude,
  gemini,
  openai,
}
