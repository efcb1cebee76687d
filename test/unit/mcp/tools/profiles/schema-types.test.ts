import { expect, test } from 'vitest'
import { inferType, splitTypes } from '../../../../../src/mcp/tools/profiles/schema-types.ts'

test.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['null', 'integer'] }, 'integer'],
  [{ properties: {} }, 'object'],
  [{ items: {} }, 'array'],
  [{ pattern: 'a' }, 'string'],
  [{ minimum: 1 }, 'number'],
  [{ enum: [1, 2] }, 'integer'],
  [{ enum: [1, 'a'] }, undefined],
  [{ description: 'anything' }, undefined],
])('%j is of %s', (schema, type) => {
  expect(inferType(schema)).toBe(type)
})

test('null becomes the word of OpenAPI for it', () => {
  const draft: Record<string, unknown> = { type: ['string', 'null'], enum: ['a', null] }
  splitTypes(draft)
  expect(draft).toEqual({ type: 'string', enum: ['a'], nullable: true })
})

test('several types become alternatives, each with the keywords of its type', () => {
  const draft: Record<string, unknown> = {
    type: ['string', 'integer', 'array'],
    description: 'Either.',
    minLength: 1,
    maximum: 9,
    items: { type: 'string' },
  }
  splitTypes(draft)
  expect(draft).toEqual({
    description: 'Either.',
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'integer', maximum: 9 },
      { type: 'array', items: { type: 'string' } },
    ],
  })
})
