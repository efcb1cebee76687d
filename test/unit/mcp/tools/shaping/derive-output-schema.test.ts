import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { findSchemaProblem, SchemaValidator } from '../../../../../src/mcp/tools/schema-validator.ts'
import { compileShape } from '../../../../../src/mcp/tools/shaping/compile-shape.ts'
import { deriveOutputSchema } from '../../../../../src/mcp/tools/shaping/derive-output-schema.ts'
import { responseSettings } from '../../../../../src/mcp/tools/shaping/response-settings.ts'
import { shapeAnswer } from '../../../../../src/mcp/tools/shaping/shape-answer.ts'

const schema = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    name: { type: 'string', minLength: 1 },
    owner: { $ref: '#/$defs/User' },
    tags: { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true },
    children: { type: 'array', items: { $ref: '#/$defs/Node' } },
    either: {
      oneOf: [
        {
          type: 'object',
          properties: { id: { type: 'integer' } },
          required: ['id'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { name: { type: 'string' } },
          required: ['name'],
          additionalProperties: false,
        },
      ],
    },
    more: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
    },
  },
  required: ['id', 'name', 'owner', 'tags', 'children', 'either'],
  additionalProperties: false,
  minProperties: 6,
  $defs: {
    User: {
      type: ['object', 'null'],
      properties: { id: { type: 'integer' }, login: { type: 'string' } },
      required: ['login'],
    },
    Node: {
      type: 'object',
      properties: {
        id: { type: 'integer' },
        name: { type: 'string' },
        children: { type: 'array', items: { $ref: '#/$defs/Node' } },
      },
      required: ['id', 'children'],
    },
  },
}

function settingsOf(value: unknown) {
  const { value: settings, problems } = checkShape(responseSettings, value)
  expect(problems).toEqual([])
  return settings
}

function derive(value: unknown) {
  return deriveOutputSchema(schema, settingsOf(value))
}

describe('a derived schema', () => {
  test('has the picked fields, whole or inside, and asks only for what surely stays', () => {
    expect(derive({ pick: ['id', 'owner.login', 'children.name'] })).toMatchObject({
      properties: {
        id: { type: 'integer' },
        owner: { $ref: '#/$defs/User_shaped' },
        children: { type: 'array', items: { $ref: '#/$defs/Node_shaped' } },
      },
      required: ['id', 'children'],
      additionalProperties: false,
      $defs: { User_shaped: { properties: { login: { type: 'string' } }, required: ['login'] } },
    })
  })

  test('lacks the omitted fields at any depth, circles included', () => {
    const derived = derive({ omit: ['**.id'] })
    expect(JSON.stringify(derived)).not.toContain('"id"')
    expect(derived).toMatchObject({
      $defs: {
        Node_shaped: {
          properties: { children: { items: { $ref: '#/$defs/Node_shaped' } } },
          required: ['children'],
        },
      },
    })
  })

  test('has the new names', () => {
    expect(derive({ rename: { id: 'number' } })).toMatchObject({
      properties: { number: { type: 'integer' } },
      required: ['number', 'name', 'owner', 'tags', 'children', 'either'],
    })
  })

  test('is unknown after a JMESPath, and the same where nothing is said', () => {
    expect(derive({ select: 'id' })).toBeUndefined()
    expect(deriveOutputSchema(schema, undefined)).toBe(schema)
  })
})

const user = fc.option(fc.record({ login: fc.string(), id: fc.integer() }, { requiredKeys: ['login'] }), {
  nil: null,
})
/** Three levels show as much as any number of them. */
function nodes(levels: number): fc.Arbitrary<unknown> {
  const children = fc.array(levels === 0 ? fc.constant(null) : nodes(levels - 1), {
    maxLength: levels === 0 ? 0 : 2,
  })
  return fc.record({ id: fc.integer(), name: fc.string(), children }, { requiredKeys: ['id', 'children'] })
}
const node = nodes(2)
const book = fc.record(
  {
    id: fc.integer(),
    name: fc.string({ minLength: 1, maxLength: 400 }),
    owner: user,
    tags: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }),
    children: fc.array(node, { maxLength: 3 }),
    either: fc.oneof(fc.record({ id: fc.integer() }), fc.record({ name: fc.string() })),
    more: fc.dictionary(fc.string({ minLength: 1 }), fc.record({ id: fc.integer() }), { maxKeys: 3 }),
  },
  { requiredKeys: ['id', 'name', 'owner', 'tags', 'children', 'either'] },
)
const path = fc.constantFrom(
  'id',
  'name',
  'owner',
  'owner.login',
  'children.*',
  'children.**.name',
  '**.id',
  'more.*',
  'either.id',
  'tags',
  'm*',
)
const shaping = fc.record(
  {
    pick: fc.uniqueArray(path, { minLength: 1, maxLength: 4 }),
    omit: fc.uniqueArray(path, { minLength: 1, maxLength: 3 }),
    rename: fc.dictionary(path, fc.constantFrom('renamed', 'id', 'other'), { minKeys: 1, maxKeys: 2 }),
    maxItems: fc.integer({ min: 1, max: 2 }),
    maxTokens: fc.constant(100),
  },
  { requiredKeys: [] },
)

test('whatever shaping makes of an answer fits the schema derived for it', () => {
  const whole = new SchemaValidator(schema)
  fc.assert(
    fc.property(book, shaping, (value, given) => {
      expect(whole.findProblem(value)).toBeUndefined()
      const settings = settingsOf(given)
      const derived = deriveOutputSchema(schema, settings) ?? {}
      expect(findSchemaProblem(derived)).toBeUndefined()
      const shape = compileShape(settings)
      if (shape === undefined) return
      const shaped = shapeAnswer(JSON.stringify(value), shape)
      expect(shaped.ok && new SchemaValidator(derived).findProblem(shaped.value.value)).toBeUndefined()
    }),
    { numRuns: 100 },
  )
})
