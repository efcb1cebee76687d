import { expect, test } from 'vitest'
import type { PlannedValue } from '../../../../src/mcp/tools/plan.ts'
import {
  addQueryFields,
  serializeCookie,
  serializePath,
  serializeSimple,
  textOf,
} from '../../../../src/mcp/tools/serialize-parameter.ts'

function planned(style: string, explode: boolean, isJson = false): PlannedValue {
  return { argument: 'p', name: 'p', style, explode, allowReserved: false, isJson }
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
    'p%5Ba%5D=1&p%5Bb%5D%5Bc%5D%5B0%5D=x&p%5Bb%5D%5Bc%5D%5B1%5D=y',
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

test.each([
  ['label', false, 'a.b', '.a.b'],
  ['label', false, ['a', 'b,c'], '.a,b%2Cc'],
  ['label', true, ['a', 'b'], '.a.b'],
  ['label', true, { a: 1, b: 2 }, '.a=1.b=2'],
  ['matrix', false, 'x y', ';p=x%20y'],
  ['matrix', false, '', ';p'],
  ['matrix', false, ['a', 'b;c'], ';p=a,b%3Bc'],
  ['matrix', true, ['a', 'b'], ';p=a;p=b'],
  ['matrix', true, { a: 1, b: '' }, ';a=1;b'],
  ['matrix', false, { a: 1, b: 2 }, ';p=a,1,b,2'],
  ['simple', false, ['a', 'b'], 'a,b'],
  ['matrix', false, {}, ''],
  ['label', true, [], ''],
])('path, style %s, explode %s: %j becomes %s', (style, explode, value, expected) => {
  expect(serializePath(planned(style, explode), value, encodeURIComponent)).toBe(expected)
})

test.each([
  ['form', true, ['a', 'b;'], 'p=a; p=b%3B'],
  ['form', false, ['a', 'b'], 'p=a,b'],
  ['form', true, { 'a;b': '1' }, 'a%3Bb=1'],
  ['cookie', true, 'a+b/ü;\r\n', 'p=a+b/%C3%BC%3B%0D%0A'],
])('cookie, style %s, explode %s: %j becomes %s', (style, explode, value, expected) => {
  expect(serializeCookie(planned(style, explode), value)).toBe(expected)
})

test('reserved characters stay where they are allowed, but for those that would end the value', () => {
  const how = { ...planned('form', true), allowReserved: true }
  expect(query(how, 'https://a/?b=1&c#d+%41[]')).toBe('p=https://a/?b%3D1%26c%23d%2B%2541%5B%5D')
})

test('one parameter can be the whole query', () => {
  expect(query(planned('querystring', false), { a: [1, 2], 'b&': 'x' })).toBe('a=1&a=2&b%26=x')
  expect(query(planned('querystring', false, true), { a: 1 })).toBe('%7B%22a%22%3A1%7D')
})

test('spaces and pipes part objects too, and exploded lists repeat in every style', () => {
  expect(query(planned('spaceDelimited', false), { a: 1, b: 2 })).toBe('p=a%201%20b%202')
  expect(query(planned('pipeDelimited', true), ['a', 'b'])).toBe('p=a&p=b')
})
