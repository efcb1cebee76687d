import { describe, expect, test } from 'vitest'
import { profiles, type ProfileName } from '../../../../../src/mcp/tools/profiles/profile.ts'
import { simplifySchema } from '../../../../../src/mcp/tools/profiles/simplify-schema.ts'
import { findSchemaProblem } from '../../../../../src/mcp/tools/schema-validator.ts'

/** What a profile makes of one property. */
function property(schema: unknown, profile: ProfileName, $defs?: Record<string, unknown>) {
  const root = { type: 'object', properties: { a: schema }, ...($defs === undefined ? {} : { $defs }) }
  const { schema: simplified, notes } = simplifySchema(root, profiles[profile])
  expect(findSchemaProblem(simplified)).toBeUndefined()
  return { a: (simplified['properties'] as Record<string, unknown>)['a'], notes, simplified }
}

describe('null', () => {
  const nullable = { type: ['string', 'null'], description: 'A name.' }

  test.each([
    ['default', { type: 'string', description: 'A name.' }],
    ['gemini', { type: 'string', description: 'A name.', nullable: true }],
    ['openai', nullable],
    ['claude', nullable],
    ['strict', nullable],
  ] as const)('%s', (profile, expected) => {
    expect(property(nullable, profile)).toMatchObject({ a: expected, notes: [] })
  })

  test('of a list is what broke every call of Gemini', () => {
    const items = { type: ['object', 'null'], properties: { x: { type: 'string' } } }
    expect(property({ type: 'array', items }, 'default').a).toEqual({
      type: 'array',
      items: { type: 'object', properties: { x: { type: 'string' } } },
    })
  })

  test('beside a reference, the reference stays', () => {
    const schema = { anyOf: [{ $ref: '#/$defs/B' }, { type: 'null' }], description: 'Maybe.' }
    const $defs = { B: { type: 'string', minLength: 1 } }
    expect(property(schema, 'default', $defs).a).toEqual({
      type: 'string',
      minLength: 1,
      description: 'Maybe.',
    })
    expect(property(schema, 'claude', $defs).a).toEqual(schema)
  })
})

describe('alternatives', () => {
  test('oneOf is said as anyOf, where it must be', () => {
    const oneOf = [{ type: 'string' }, { type: 'integer' }]
    for (const profile of ['default', 'gemini', 'openai'] as const)
      expect(property({ oneOf }, profile)).toMatchObject({ a: { anyOf: oneOf }, notes: [] })
    expect(property({ oneOf }, 'claude').a).toEqual({ oneOf })
  })

  test('nothing stands beside anyOf for Gemini, so that each alternative says it', () => {
    const schema = { type: 'string', description: 'Name.', anyOf: [{ maxLength: 3 }, { pattern: '^x' }] }
    expect(property(schema, 'gemini').a).toEqual({
      description: 'Name.',
      anyOf: [
        { type: 'string', maxLength: 3 },
        { type: 'string', pattern: '^x' },
      ],
    })
  })

  test('alternatives of an object that say which fields go together are left out, and that is said', () => {
    const schema = {
      type: 'object',
      properties: { x: { type: 'string' } },
      anyOf: [{ required: ['x'] }, { required: ['y'] }],
    }
    const { a, notes } = property(schema, 'default')
    expect(a).toEqual({ type: 'object', properties: { x: { type: 'string' } } })
    expect(notes).toEqual(['/a has alternatives ("anyOf") that are not listed.'])
  })

  test('allOf becomes one schema', () => {
    const schema = { allOf: [{ $ref: '#/$defs/Base' }, { properties: { y: { type: 'string' } } }] }
    const $defs = { Base: { type: 'object', properties: { x: { type: 'string' } } } }
    expect(property(schema, 'default', $defs).a).toEqual({
      type: 'object',
      properties: { x: { type: 'string' }, y: { type: 'string' } },
    })
  })
})

describe('values', () => {
  test('only texts are enumerated for Gemini; other values are said in words', () => {
    const { a, notes } = property({ type: 'integer', enum: [1, 2], description: 'Level' }, 'default')
    expect(a).toEqual({ type: 'integer', description: 'Level. One of: 1, 2.' })
    expect(notes).toEqual([])
    expect(property({ enum: [1, 2] }, 'openai').a).toEqual({ enum: [1, 2] })
  })

  test('a list that is too long is not listed, and that is said', () => {
    const schema = { type: 'string', enum: Array.from({ length: 600 }, (_, index) => `v${index}`) }
    const { a, notes } = property(schema, 'openai')
    expect(a).toEqual({ type: 'string' })
    expect(notes).toEqual(['/a may have one of 600 values, which are not listed.'])
  })

  test('const is an enum of one', () => {
    expect(property({ const: 'book' }, 'default').a).toEqual({ type: 'string', enum: ['book'] })
    expect(property({ const: 'book' }, 'claude').a).toEqual({ const: 'book' })
  })

  test('formats and patterns that are not understood are said in words', () => {
    expect(property({ type: 'string', format: 'uuid' }, 'default').a).toEqual({
      type: 'string',
      description: 'Format: uuid.',
    })
    expect(property({ type: 'string', format: 'uuid' }, 'openai').a).toEqual({
      type: 'string',
      format: 'uuid',
    })
    expect(property({ type: 'string', pattern: '^(?!x)' }, 'openai').a).toEqual({
      type: 'string',
      description: 'Pattern: ^(?!x)',
    })
    expect(property({ type: 'string', pattern: '^x$' }, 'openai').a).toEqual({
      type: 'string',
      pattern: '^x$',
    })
  })

  test('what may be anything says so with types, where a type is asked for', () => {
    expect(property({ description: 'Anything.' }, 'default').a).toMatchObject({
      description: 'Anything.',
      anyOf: [
        { type: 'string' },
        { type: 'number' },
        { type: 'boolean' },
        { type: 'object' },
        { type: 'array' },
      ],
    })
    expect(property({}, 'openai').a).toEqual({})
  })

  test('a list says what it is of', () => {
    expect(property({ type: 'array' }, 'openai').a).toEqual({ type: 'array', items: {} })
    expect(property({ type: 'array' }, 'claude').a).toEqual({ type: 'array' })
  })

  test('keywords that are refused go, and it is said when they bind', () => {
    const schema = {
      type: 'object',
      patternProperties: { '^x': { type: 'string' } },
      if: {},
      deprecated: true,
    }
    const { a, notes } = property(schema, 'gemini')
    expect(a).toEqual({ type: 'object' })
    expect(notes).toEqual([
      '/a has "patternProperties", which is not listed.',
      '/a has "if", which is not listed.',
    ])
    expect(property({ type: 'integer', exclusiveMinimum: 0 }, 'gemini')).toMatchObject({
      a: { type: 'integer', description: 'Greater than 0.' },
      notes: [],
    })
  })
})

describe('definitions', () => {
  const $defs = {
    Node: {
      type: 'object',
      description: 'A node.',
      properties: { name: { type: 'string' }, next: { $ref: '#/$defs/Node' } },
    },
  }

  test('are put in place where they are refused; a circle ends with anything of its type, which is said', () => {
    const { a, notes, simplified } = property({ $ref: '#/$defs/Node' }, 'default', $defs)
    expect(simplified['$defs']).toBeUndefined()
    expect(a).toEqual({
      type: 'object',
      description: 'A node.',
      properties: { name: { type: 'string' }, next: { type: 'object', description: 'A node.' } },
    })
    expect(notes).toEqual(['/a/next contains "Node" again; what it holds is not listed.'])
  })

  test('stay where they are understood', () => {
    const { a, notes, simplified } = property({ $ref: '#/$defs/Node' }, 'claude', $defs)
    expect(a).toEqual({ $ref: '#/$defs/Node' })
    expect(simplified['$defs']).toEqual($defs)
    expect(notes).toEqual([])
  })
})

describe('size', () => {
  function nested(depth: number): Record<string, unknown> {
    return depth === 0 ? { type: 'string' } : { type: 'object', properties: { inner: nested(depth - 1) } }
  }

  test('what is nested too deep is not listed, and that is said', () => {
    const { a, notes } = property(nested(20), 'default')
    expect(JSON.stringify(a).split('"inner"').length - 1).toBe(10)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain('is nested too deep')
  })

  test('a schema with too many properties is listed less deep, not half', () => {
    const many = (count: number, inner: unknown) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, inner]))
    const leaf = { type: 'object', properties: many(30, { type: 'string' }) }
    const middle = { type: 'object', properties: many(30, leaf) }
    const { a, notes } = property({ type: 'object', properties: many(10, middle) }, 'default')
    expect(JSON.stringify(a).length).toBeLessThan(30_000)
    expect(Object.keys((a as { properties: object }).properties)).toHaveLength(10)
    expect(notes.every((note) => note.includes('is nested too deep'))).toBe(true)
  })

  test('what is too much even so is cut, without asking for what is not listed', () => {
    const names = Array.from({ length: 700 }, (_, index) => `p${index}`)
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
    const { schema, notes } = simplifySchema(
      { type: 'object', properties, required: names },
      profiles.default,
    )
    expect(Object.keys(schema['properties'] as object)).toHaveLength(500)
    expect(schema['required']).toHaveLength(500)
    expect(notes).toEqual(['Only 500 properties are listed; /p500 and more are not.'])
  })
})
