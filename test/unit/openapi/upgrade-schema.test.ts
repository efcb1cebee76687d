import { expect, test } from 'vitest'
import { isOfType, upgradeSchema } from '../../../src/openapi/upgrade-schema.ts'

test.each([
  [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
  [{ maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
  [{ exclusiveMaximum: 9 }, { exclusiveMaximum: 9 }],
  [{ exclusiveMinimum: true }, {}],
])('%o becomes %o', (before, after) => {
  expect(upgradeSchema(before, false)).toEqual(after)
})

test.each([
  [{ type: 'string' }, { type: ['string', 'null'] }],
  [{ type: ['string', 'null'] }, { type: ['string', 'null'] }],
  [
    { type: 'string', enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [{ type: 'string', const: 'a' }, { anyOf: [{ type: 'string', const: 'a' }, { type: 'null' }] }],
  [{ oneOf: [{ type: 'string' }] }, { anyOf: [{ oneOf: [{ type: 'string' }] }, { type: 'null' }] }],
  [{}, {}],
])('nullable %o becomes %o', (before, after) => {
  expect(upgradeSchema(before, true)).toEqual(after)
})

test('a value is of its type or of one of several', () => {
  expect(isOfType(1, 'integer')).toBe(true)
  expect(isOfType(1.5, 'integer')).toBe(false)
  expect(isOfType(null, 'object')).toBe(false)
  expect(isOfType([], 'object')).toBe(false)
  expect(isOfType(null, ['string', 'null'])).toBe(true)
  expect(isOfType('true', 'boolean')).toBe(false)
})
