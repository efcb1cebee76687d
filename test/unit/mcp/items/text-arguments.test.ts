import { expect, test } from 'vitest'
import { propertyOf, readTextArguments } from '../../../../src/mcp/items/text-arguments.ts'

const schema = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    count: { type: 'integer' },
    price: { type: ['number', 'null'] },
    open: { type: 'boolean' },
    level: { enum: [1, 2, 'max'] },
    code: { type: 'string', enum: ['1', '2'] },
    ids: { type: 'array', items: { type: 'integer' } },
    filter: { type: 'object' },
    either: { anyOf: [{ type: 'integer' }, { type: 'boolean' }] },
    node: { $ref: '#/$defs/Node' },
    free: {},
  },
  required: ['text'],
  $defs: { Node: { type: 'object' } },
}

test.each([
  ['text', '5', '5'],
  ['count', '5', 5],
  ['count', 'five', 'five'],
  ['count', '0x10', '0x10'],
  ['price', '1.5', 1.5],
  ['price', 'null', null],
  ['open', 'true', true],
  ['open', 'yes', 'yes'],
  ['level', '2', 2],
  ['level', 'max', 'max'],
  ['code', '1', '1'],
  ['ids', '[1,2]', [1, 2]],
  ['ids', '1, 2', [1, 2]],
  ['ids', '3', [3]],
  ['ids', ['1', '2'], [1, 2]],
  ['filter', '{"a":1}', { a: 1 }],
  ['filter', '{', '{'],
  ['either', '7', 7],
  ['either', 'false', false],
  ['node', '{"next":{}}', { next: {} }],
  ['free', '5', '5'],
  ['unknown', '5', '5'],
  ['count', 5, 5],
])('%s given as %j is read as %j', (name, given, read) => {
  expect(readTextArguments({ [name]: given }, schema)).toEqual({ [name]: read })
})

test('an empty text for an optional argument is none, unless it may be empty', () => {
  expect(readTextArguments({ text: '', count: '', level: '', free: '', code: '' }, schema)).toEqual({
    text: '',
    free: '',
  })
})

test('names of every object are no properties', () => {
  const given = JSON.parse('{"__proto__":{"text":"x"}}') as Record<string, unknown>
  expect(Object.keys(readTextArguments(given, schema))).toEqual(['__proto__'])
  expect(readTextArguments(given, schema)['text']).toBeUndefined()
  expect(propertyOf(schema, 'constructor')).toBeUndefined()
  expect(propertyOf(schema, 'node')).toEqual({ type: 'object' })
})
