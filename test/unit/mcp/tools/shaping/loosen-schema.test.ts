import { expect, test } from 'vitest'
import { loosenSchema } from '../../../../../src/mcp/tools/shaping/loosen-schema.ts'

const schema = {
  type: 'object',
  properties: {
    minItems: {
      type: 'array',
      minItems: 2,
      items: { type: 'string', minLength: 3, format: 'uri', pattern: '^h' },
    },
    many: { type: 'array', minItems: 50, contains: { const: 1 } },
  },
  required: ['minItems'],
  $defs: { A: { anyOf: [{ minLength: 500 }] } },
}

test('a limit of items takes what asks for more of them, at any depth, and no property of that name', () => {
  expect(loosenSchema(schema, { maxItems: 10, cutsTexts: false })).toEqual({
    ...schema,
    properties: { minItems: schema.properties.minItems, many: { type: 'array' } },
  })
})

test('a budget takes what a cut list or a cut text may not satisfy', () => {
  expect(loosenSchema(schema, { maxItems: undefined, cutsTexts: true })).toEqual({
    type: 'object',
    properties: {
      minItems: { type: 'array', items: { type: 'string', minLength: 3 } },
      many: { type: 'array' },
    },
    required: ['minItems'],
    $defs: { A: { anyOf: [{}] } },
  })
})
