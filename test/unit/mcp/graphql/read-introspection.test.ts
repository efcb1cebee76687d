import { buildSchema, introspectionFromSchema } from 'graphql'
import { expect, test } from 'vitest'
import { jsonReply } from '../../../../src/gateway/exchange.ts'
import type { SchemaSelection } from '../../../../src/mcp/graphql/print-types.ts'
import { readIntrospection } from '../../../../src/mcp/graphql/read-introspection.ts'

const schema = buildSchema('type Query { hello(name: String = "you"): String! }')
const all: SchemaSelection = { types: [], depth: 0 }
const textOf = async (value: unknown, selection = all) => {
  const { content, isError } = await readIntrospection(jsonReply(200, value), selection, 10_000)
  const [first] = content
  return { text: first?.type === 'text' ? first.text : '', failed: isError === true }
}

test('the answer to an introspection query becomes the schema definition language', async () => {
  expect(await textOf({ data: introspectionFromSchema(schema) })).toEqual({
    text: 'type Query {\n  hello(name: String = "you"): String!\n}',
    failed: false,
  })
})

test.each([
  [{ errors: [{ message: 'introspection is off' }] }, 'introspection is off'],
  [{ data: {} }, 'the answer holds none'],
  [{ data: { __schema: { types: 5 } } }, 'The schema cannot be read: '],
])('%j failed', async (answer, why) => {
  const { text, failed } = await textOf(answer)
  expect(failed).toBe(true)
  expect(text).toContain(why)
})

test('an unknown type failed', async () => {
  const data = introspectionFromSchema(schema)
  expect(await textOf({ data }, { types: ['Qury'], depth: 0 })).toEqual({
    text: 'The schema has no type "Qury" (did you mean "Query"?).',
    failed: true,
  })
})
