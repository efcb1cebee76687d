import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { isAssertionValue, schemaKeywords } from '../../../src/openapi/schema-keywords.ts'

test('every kept keyword is one of JSON Schema 2020-12', () => {
  const { keywords } = new Ajv2020().RULES
  expect([...schemaKeywords.keys()].filter((keyword) => !(keyword in keywords))).toEqual([])
})

test('what only OpenAPI or MCP clients act on is not kept', () => {
  const dropped = [
    'example',
    'xml',
    'discriminator',
    'externalDocs',
    'nullable',
    'x-mcp-header',
    '$id',
    '$anchor',
    '$schema',
  ]
  expect(dropped.filter((keyword) => schemaKeywords.has(keyword))).toEqual([])
})

test.each([
  ['type', ['string', ['string', 'null']], ['strng', [], {}]],
  ['enum', [[1]], [[], 'a']],
  ['maxLength', [0, 5], [-1, 1.5, '5']],
  ['minimum', [-1.5], ['0', Number.NaN]],
  ['multipleOf', [0.1], [0]],
  ['required', [['a'], []], [true, [1]]],
  ['dependentRequired', [{ a: ['b'] }], [{ a: 'b' }]],
])('%s takes %j and not %j', (keyword, good, bad) => {
  expect(good.every((value) => isAssertionValue(keyword, value))).toBe(true)
  expect(bad.some((value) => isAssertionValue(keyword, value))).toBe(false)
})
