import * as z from 'zod'

/** A JSON Schema, as far as options use it. */
export interface OptionSchema {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly OptionSchema[]
  readonly oneOf?: readonly OptionSchema[]
  readonly properties?: Readonly<Record<string, OptionSchema>>
  readonly additionalProperties?: OptionSchema | boolean
  readonly required?: readonly string[]
  readonly items?: OptionSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxLength?: number
}

/** A row of the table of options. */
export interface OptionRow {
  /** Name; that of a nested one from the outermost down, `[]` for entries of a list, `.*` for any name. */
  readonly name: string
  readonly type: string
  /** Empty where none is left. */
  readonly constraint: string
  /** Unit of a number; empty where it has none. */
  readonly unit: string
  readonly default: string
  readonly sentence: string
}

/** The schema of options as people write them, before defaults. */
export function optionSchemaOf(options: z.ZodType): OptionSchema {
  return z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }) as OptionSchema
}

/** Lists options with all that their schema says, nested ones after the one that holds them. */
export function listOptions(schema: OptionSchema, above = ''): readonly OptionRow[] {
  const required = new Set(schema.required)
  const rows = Object.entries(schema.properties ?? {}).flatMap(([key, option]) => {
    const name = above + key
    return [rowOf(name, option, required.has(key)), ...nestedRows(name, option)]
  })
  return mergeRows(rows)
}

/** What several forms of one option name alike is one row, with the constraint of each. */
function mergeRows(rows: readonly OptionRow[]): readonly OptionRow[] {
  const merged = new Map<string, OptionRow>()
  for (const row of rows) {
    const known = merged.get(row.name)
    const constraints = new Set([known?.constraint ?? row.constraint, row.constraint])
    merged.set(row.name, { ...(known ?? row), constraint: [...constraints].join(' or ') })
  }
  return [...merged.values()]
}

function nestedRows(name: string, option: OptionSchema): readonly OptionRow[] {
  const rows = [...listOptions(option, `${name}.`)]
  if (option.items !== undefined) rows.push(...nestedRows(`${name}[]`, option.items))
  if (typeof option.additionalProperties === 'object')
    rows.push(...nestedRows(`${name}.*`, option.additionalProperties))
  for (const choice of choicesOf(option)) rows.push(...nestedRows(name, choice))
  return rows
}

function rowOf(name: string, option: OptionSchema, isRequired: boolean): OptionRow {
  const { sentence, said } = splitDescription(option.description ?? '')
  return {
    name,
    type: typeOf(option),
    constraint: constraintOf(option),
    unit: /integer|number/.test(typeOf(option)) ? unitOf(name, option.description ?? '') : '',
    default: isRequired ? 'required' : defaultOf(option, said),
    sentence,
  }
}

/** Options end their sentence with what the other columns show. */
function splitDescription(text: string): { readonly sentence: string; readonly said: string } {
  const bare = text.replace(/\s*Required\.$/, '')
  const match = /^(.*?)\s*Default: (.*)\.$/s.exec(bare)
  return match === null ? { sentence: bare, said: '' } : { sentence: match[1] ?? '', said: match[2] ?? '' }
}

function defaultOf(option: OptionSchema, said: string): string {
  const value = option.default
  if (value === undefined) return said
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return isEmpty ? said : `\`${JSON.stringify(value)}\``
}

function choicesOf({ anyOf = [], oneOf = [] }: OptionSchema): readonly OptionSchema[] {
  return [...anyOf, ...oneOf]
}

function typeOf(option: OptionSchema): string {
  const choices = choicesOf(option)
  if (choices.length > 0) return [...new Set(choices.map(typeOf))].join(' or ')
  if (option.type === 'array') return `list of ${pluralOf(option.items ?? {})}`
  if (option.type === 'object' && typeof option.additionalProperties === 'object')
    return `object of ${pluralOf(option.additionalProperties)} by name`
  if (option.type === 'string' || option.enum?.every((value) => typeof value === 'string') === true)
    return 'text'
  return option.type ?? 'anything'
}

function pluralOf(option: OptionSchema): string {
  const type = typeOf(option)
  if (type === 'anything') return type
  return type === 'text' ? 'texts' : type.replace(/^(\w+)/, '$1s')
}

function constraintOf(option: OptionSchema): string {
  const { enum: names } = option
  if (names !== undefined) return `one of ${names.map((name) => `\`${String(name)}\``).join(', ')}`
  if (option.const !== undefined) return `\`${JSON.stringify(option.const)}\``
  const parts = [rangeOf(option), itemsOf(option)]
  if (option.maxLength !== undefined) parts.push(`at most ${option.maxLength} characters`)
  return parts.filter((part) => part !== '').join('; ')
}

/** Bounds that every number of this kind has are no constraint. */
function rangeOf({ minimum, maximum, exclusiveMinimum }: OptionSchema): string {
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum
  const least = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum
  const low =
    exclusiveMinimum !== undefined
      ? `above ${exclusiveMinimum}`
      : least === undefined
        ? ''
        : `from ${round(least)}`
  const high = most === undefined ? '' : `up to ${round(most)}`
  return [low, high].filter((part) => part !== '').join(', ')
}

function itemsOf({ minItems, maxItems, items }: OptionSchema): string {
  const least = minItems === undefined || minItems === 0 ? '' : `at least ${minItems}`
  const most = maxItems === undefined ? '' : `at most ${maxItems}`
  const each =
    items?.enum === undefined ? '' : `of ${items.enum.map((name) => `\`${String(name)}\``).join(', ')}`
  return [each, [least, most].filter((part) => part !== '').join(', ')]
    .filter((part) => part !== '')
    .join('; ')
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

const units = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'bytes', 'characters', 'tokens']
const endings: Readonly<Record<string, string>> = {
  Ms: 'milliseconds',
  Seconds: 'seconds',
  Minutes: 'minutes',
  Bytes: 'bytes',
}

/** The name of an option mostly ends with its unit; its sentence says it where not. */
function unitOf(name: string, sentence: string): string {
  const ending = Object.keys(endings).find((end) => name.endsWith(end))
  if (ending !== undefined) return endings[ending] ?? ''
  return units.find((unit) => new RegExp(`\\b${unit}\\b`).test(sentence)) ?? ''
}
