import { expect, test } from 'vitest'
import { essenceOf, isJsonType, isTextType, isXmlType } from '../../../src/openapi/media-type.ts'

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
  expect(types.map(isTextType)).toEqual([false, false, false, false, false, true, true, false, false])
})

test('the essence has no parameters and no capitals', () => {
  expect(essenceOf('Text/HTML; charset=UTF-8')).toBe('text/html')
})
