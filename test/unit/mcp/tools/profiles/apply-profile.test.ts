import { expect, test } from 'vitest'
import { applyProfile } from '../../../../../src/mcp/tools/profiles/apply-profile.ts'
import { profileNames } from '../../../../../src/mcp/tools/profiles/profile.ts'

function listing(inputSchema: Record<string, unknown>, description = 'Does it.') {
  return { name: 'do', description, inputSchema }
}

const alternatives = {
  type: 'object',
  properties: { a: { type: 'string' } },
  oneOf: [
    { properties: { b: { type: 'string' }, c: { type: 'string' } }, required: ['b', 'c'] },
    { $ref: '#/$defs/Other' },
  ],
  $defs: { Other: { type: 'object', properties: { c: { type: 'integer' } }, required: ['c'] } },
}

test('the strict profile changes nothing', () => {
  const given = listing(alternatives)
  expect(applyProfile(given, 'strict')).toEqual({ listing: given, notes: [] })
})

test.each(['default', 'claude', 'gemini', 'openai'] as const)(
  '%s has no composition at the root: all arguments are listed, and only those asked for by all are required',
  (profile) => {
    const { listing: applied, notes } = applyProfile(listing(alternatives), profile)
    expect(applied?.inputSchema).toMatchObject({ type: 'object', required: ['c'] })
    expect(Object.keys(applied?.inputSchema['properties'] as object)).toEqual(['a', 'b', 'c'])
    expect(applied?.inputSchema).not.toHaveProperty('oneOf')
    expect(notes).toEqual([
      'Which arguments go together ("anyOf", "oneOf") is not listed; all are listed, as optional ones.',
    ])
  },
)

test('arguments that are no object cannot be said', () => {
  const { listing: applied, notes } = applyProfile(
    listing({ anyOf: [{ type: 'string' }, { type: 'object' }] }),
    'claude',
  )
  expect(applied).toBeUndefined()
  expect(notes).toEqual(['The arguments are no plain object, which this profile needs.'])
})

test('a description is cut at a sentence where a client has a limit', () => {
  const long = `${'This is a sentence. '.repeat(60)}`
  const { listing: applied, notes } = applyProfile(
    listing({ type: 'object', properties: {} }, long),
    'default',
  )
  expect(applied?.description.length).toBeLessThanOrEqual(1024)
  expect(applied?.description).toMatch(/sentence\.$/)
  expect(notes).toEqual(['The description is longer than the profile allows.'])
  expect(applyProfile(listing({ type: 'object' }, long), 'claude').listing?.description).toBe(long)
  expect(
    applyProfile(listing({ type: 'object' }, 'a'.repeat(2000)), 'openai').listing?.description,
  ).toHaveLength(1024)
})

test('a tool without arguments has the same schema in every profile', () => {
  const empty = { type: 'object', properties: {}, additionalProperties: false }
  for (const name of profileNames.filter((profile) => profile !== 'gemini'))
    expect(applyProfile(listing(empty), name).listing?.inputSchema).toEqual(empty)
})
