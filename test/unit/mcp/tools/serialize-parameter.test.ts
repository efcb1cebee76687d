import { expect, test } from 'vitest'
import type { PlannedValue } from '../../../../src/mcp/tools/plan.ts'
import { addQueryFields, serializeSimple, textOf } from '../../../../src/mcp/tools/serialize-parameter.ts'

function planned(style: string, explode: boolean, isJson = false): PlannedValue {
  return { argument: 'p', name: 'p', style, explode, isJson }
}

function query(how: PlannedValue, value: unknown): string {
  const fields: string[] = []
  addQueryFields(fields, how, value)
  return fields.join('&')
}

test.each([
  ['form', true, 'a b&c=d', 'p=a%20b%26c%3Dd'],
  ['form', true, 5, 'p=5'],
  ['form', true, false, 'p=false'],
  ['form', true, '', 'p='],
  ['form', true, null, ''],
  ['form', true, ['a', 'b,c'], 'p=a&p=b%2Cc'],
  ['form', false, ['a', 'b,c'], 'p=a,b%2Cc'],
  ['form', true, [], ''],
  ['form', true, { a: 1, b: 'x' }, 'a=1&b=x'],
  ['form', false, { a: 1, b: 'x' }, 'p=a,1,b,x'],
  ['spaceDelimited', false, ['a', 'b'], 'p=a%20b'],
  ['pipeDelimited', false, ['a', 'b'], 'p=a%7Cb'],
  [
    'deepObject',
    true,
    { a: 1, b: { c: ['x', 'y'] }, d: null },
    'p%5Ba%5D=1&p%5Bb%5D%5Bc%5D=x&p%5Bb%5D%5Bc%5D=y',
  ],
])('query, style %s, explode %s: %j becomes %s', (style, explode, value, expected) => {
  expect(query(planned(style, explode), value)).toBe(expected)
})

test('a JSON parameter travels as JSON text', () => {
  expect(query(planned('form', true, true), { a: [1] })).toBe('p=%7B%22a%22%3A%5B1%5D%7D')
  expect(serializeSimple(planned('simple', false, true), [1, 'a'], (text) => text)).toBe('[1,"a"]')
})

test.each([
  [false, 'a/b', 'a%2Fb'],
  [false, ['a', 'b,c'], 'a,b%2Cc'],
  [false, { a: 1, b: 2 }, 'a,1,b,2'],
  [true, { a: 1, b: 2 }, 'a=1,b=2'],
])('simple, explode %s: %j becomes %s', (explode, value, expected) => {
  expect(serializeSimple(planned('simple', explode), value, encodeURIComponent)).toBe(expected)
})

test('text is text, everything else as JSON writes it', () => {
  expect(['a', 1, true, null, { a: 1 }].map(textOf)).toEqual(['a', '1', 'true', 'null', '{"a":1}'])
})
