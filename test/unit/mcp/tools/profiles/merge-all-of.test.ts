import { expect, test } from 'vitest'
import { mergeAllOf } from '../../../../../src/mcp/tools/profiles/merge-all-of.ts'
import type { JsonSchema } from '../../../../../src/openapi/schema-compiler.ts'

const asItIs = (branch: JsonSchema): JsonSchema => branch

test('properties and required names are united, and the outermost text stays', () => {
  const merged = mergeAllOf(
    {
      description: 'A book.',
      allOf: [
        { type: 'object', description: 'A thing.', properties: { id: { type: 'string' } }, required: ['id'] },
        { properties: { title: { type: 'string' } }, required: ['title', 'id'], additionalProperties: false },
      ],
    },
    asItIs,
  )
  expect(merged).toEqual({
    loses: false,
    schema: {
      type: 'object',
      description: 'A book.',
      properties: { id: { type: 'string' }, title: { type: 'string' } },
      required: ['id', 'title'],
      additionalProperties: false,
    },
  })
})

test('a property that two branches describe differently must satisfy both', () => {
  const { schema } = mergeAllOf(
    { allOf: [{ properties: { a: { type: 'string' } } }, { properties: { a: { maxLength: 3 } } }] },
    asItIs,
  )
  expect(schema['properties']).toEqual({ a: { allOf: [{ type: 'string' }, { maxLength: 3 }] } })
})

test('what contradicts is said', () => {
  expect(mergeAllOf({ allOf: [{ minimum: 1 }, { minimum: 5 }] }, asItIs)).toEqual({
    schema: { minimum: 1 },
    loses: true,
  })
})

test('a branch that leads back to itself comes to an end', () => {
  const self = { allOf: [{ $ref: '#/$defs/Self' }] }
  expect(mergeAllOf(self, () => self).loses).toBe(true)
})
