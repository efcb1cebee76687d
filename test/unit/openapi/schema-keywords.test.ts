import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { schemaKeywords } from '../../../src/openapi/schema-keywords.ts'

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
