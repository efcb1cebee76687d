import { expect, test } from 'vitest'
import { flattenBody } from '../../../../src/mcp/tools/flatten-body.ts'

const text = { type: 'string' }

test('an object that names its properties has no others', () => {
  const schema = { type: 'object', properties: { a: text }, required: ['a'], description: 'A book.' }
  expect(flattenBody(schema, {})).toEqual({
    properties: { a: text },
    required: ['a'],
    additionalProperties: false,
  })
})

test('an object without named properties is a map', () => {
  expect(flattenBody({ type: 'object' }, {})?.additionalProperties).toBe(true)
  const open = { type: 'object', properties: { a: text }, additionalProperties: text }
  expect(flattenBody(open, {})?.additionalProperties).toEqual(text)
})

test('allOf of plain objects is one object, definitions are looked up', () => {
  const definitions = { Base: { type: 'object', properties: { a: text }, required: ['a'] } }
  const schema = { allOf: [{ $ref: '#/$defs/Base' }, { properties: { b: text }, required: ['b'] }] }
  expect(flattenBody(schema, definitions)).toEqual({
    properties: { a: text, b: text },
    required: ['a', 'b'],
    additionalProperties: false,
  })
})

test.each([
  ['a choice', { oneOf: [{ type: 'object' }] }],
  ['a choice beside properties', { type: 'object', properties: { a: text }, oneOf: [{ required: ['a'] }] }],
  ['a rule about the whole', { type: 'object', properties: { a: text }, minProperties: 1 }],
  ['an array', { type: 'array', items: text }],
  ['an object or null', { type: ['object', 'null'], properties: { a: text } }],
  ['anything', {}],
  ['a name that clients refuse', { type: 'object', properties: { 'a b': text } }],
  ['branches that share a property', { allOf: [{ properties: { a: text } }, { properties: { a: text } }] }],
  [
    'a branch that is closed',
    { allOf: [{ properties: { a: text }, additionalProperties: false }, { properties: { b: text } }] },
  ],
  ['an allOf with a branch that is no object', { allOf: [{ properties: { a: text } }, text] }],
  ['a circle', { $ref: '#/$defs/Loop' }],
])('%s cannot be taken apart', (_, schema) => {
  expect(flattenBody(schema, { Loop: { $ref: '#/$defs/Loop' } })).toBeUndefined()
})
