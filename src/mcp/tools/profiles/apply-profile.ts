import { isJsonObject } from '../../../openapi/json-object.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'
import { definitionName, pruneDefinitions } from '../curation/prune-definitions.ts'
import { mergeAllOf } from './merge-all-of.ts'
import { profiles, type Profile, type ProfileName } from './profile.ts'
import { simplifySchema } from './simplify-schema.ts'

/** The parts of a definition that profiles change. */
export interface ProfiledParts {
  readonly description: string
  readonly inputSchema: JsonSchema
}

/** A definition as a profile has it. */
export interface AppliedProfile<Parts> {
  /** Undefined when the profile cannot say the arguments at all. */
  readonly listing: Parts | undefined
  /** What the model is not told any more, or why there is no definition. */
  readonly notes: readonly string[]
}

/** Says the definition of a tool with what a profile allows. An outputSchema stays: no model is given it. */
export function applyProfile<Parts extends ProfiledParts>(
  listing: Parts,
  name: ProfileName,
): AppliedProfile<Parts> {
  if (name === 'strict') return { listing, notes: [] }
  const profile = profiles[name]
  const root = profile.composesRoot
    ? { schema: listing.inputSchema, notes: [] }
    : openRoot(listing.inputSchema)
  if (root === undefined) {
    return { listing: undefined, notes: ['The arguments are no plain object, which this profile needs.'] }
  }
  const { schema, notes } = simplifySchema(root.schema, profile)
  const description = shorten(listing.description, profile)
  const cut =
    description === listing.description ? [] : ['The description is longer than the profile allows.']
  return {
    listing: { ...listing, description, inputSchema: pruneDefinitions(schema) },
    notes: [...root.notes, ...notes, ...cut],
  }
}

interface OpenedRoot {
  readonly schema: JsonSchema
  readonly notes: readonly string[]
}

/** Takes composition from the root: all branches become one object, in which only what every branch asks for is required. */
function openRoot(schema: JsonSchema): OpenedRoot | undefined {
  const definitions = isJsonObject(schema['$defs']) ? schema['$defs'] : {}
  const resolve = (branch: JsonSchema): JsonSchema => {
    const name = typeof branch['$ref'] === 'string' ? definitionName(branch['$ref']) : undefined
    const target = name === undefined ? undefined : definitions[name]
    return isJsonObject(target) ? target : branch
  }
  const notes: string[] = []
  const { schema: merged, loses } = mergeAllOf(schema, resolve)
  if (loses) notes.push('Parts of "allOf" contradict each other; one of each is listed.')
  const { anyOf, oneOf, ...own } = merged
  const alternatives = [anyOf, oneOf].filter(Array.isArray).flat() as readonly unknown[]
  if (alternatives.length === 0) return own['type'] === 'object' ? { schema: own, notes } : undefined
  const branches = alternatives
    .filter(isJsonObject)
    .map((branch) => mergeAllOf(resolve(branch), resolve).schema)
  const isObject = (branch: JsonSchema): boolean =>
    branch['type'] === undefined || branch['type'] === 'object'
  if (!branches.every(isObject)) return undefined
  notes.push(
    'Which arguments go together ("anyOf", "oneOf") is not listed; all are listed, as optional ones.',
  )
  return { schema: unite(own, branches), notes }
}

function unite(own: JsonSchema, branches: readonly JsonSchema[]): JsonSchema {
  const properties: Record<string, unknown> = { ...(own['properties'] as JsonSchema | undefined) }
  for (const branch of branches) {
    for (const [name, property] of Object.entries((branch['properties'] ?? {}) as JsonSchema)) {
      const known = properties[name]
      const differs = known !== undefined && JSON.stringify(known) !== JSON.stringify(property)
      properties[name] = differs ? { anyOf: [known, property] } : property
    }
  }
  const required = new Set(requiredOf(own))
  for (const name of requiredOf(branches[0] ?? {})) {
    if (branches.every((branch) => requiredOf(branch).includes(name))) required.add(name)
  }
  const { required: _, ...rest } = own
  return { ...rest, type: 'object', properties, ...(required.size === 0 ? {} : { required: [...required] }) }
}

function requiredOf(schema: JsonSchema): readonly string[] {
  return Array.isArray(schema['required']) ? schema['required'].map(String) : []
}

/** Cuts a text at the last sentence, or at the last word, that fits. */
function shorten(text: string, { longestDescription }: Profile): string {
  if (text.length <= longestDescription) return text
  const start = text.slice(0, longestDescription - 1)
  const sentence = Math.max(start.lastIndexOf('. '), start.lastIndexOf('.\n'))
  if (sentence > longestDescription / 2) return start.slice(0, sentence + 1)
  const word = start.lastIndexOf(' ')
  return `${start.slice(0, word > 0 ? word : start.length)}…`
}
