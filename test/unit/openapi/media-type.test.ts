import { expect, test } from 'vitest'
import {
  essenceOf,
  isJsonType,
  isPlainTextType,
  isTextType,
  isXmlType,
} from '../../../src/openapi/media-type.ts'

const types = [
  'application/json; charset=utf-8',
  'application/problem+json',
  'text/json',
  'text/xml',
  'image/svg+xml',
  'text/plain',
  'application/yaml',
  'application/jsonp',
  'application/pdf',
]

test('each media type is of one kind, whatever its parameters and suffix', () => {
  expect(types.map(isJsonType)).toEqual([true, true, true, false, false, false, false, false, false])
  expect(types.map(isXmlType)).toEqual([false, false, false, true, true, false, false, false, false])
  expect(types.map(isPlainTextType)).toEqual([false, false, false, false, false, true, true, false, false])
})

test('the essence has no parameters and no capitals', () => {
  expect(essenceOf('Text/HTML; charset=UTF-8')).toBe('text/html')
})

test.each([
  ['', true],
  ['text/csv', true],
  ['application/problem+json', true],
  ['image/svg+xml', true],
  ['application/yaml', true],
  ['application/x-www-form-urlencoded', true],
  ['image/png', false],
  ['application/octet-stream', false],
])('%s is text: %s', (type, isText) => expect(isTextType(type)).toBe(isText))
