import { expect, test } from 'vitest'
import { compileBody } from '../../../../src/openapi/compile-body.ts'
import { SchemaCompiler } from '../../../../src/openapi/schema-compiler.ts'
import { fileSchema } from '../../../../src/mcp/tools/file-argument.ts'
import { planBody } from '../../../../src/mcp/tools/plan-body.ts'

const document = {
  components: { schemas: { Photo: { type: 'string', format: 'binary', description: 'A photo.' } } },
}

function plan(mediaType: string, schema: unknown, encoding: Record<string, unknown> = {}) {
  const operation = { requestBody: { content: { [mediaType]: { schema, encoding } } } }
  const body = compileBody({ document, operation }, [])
  if (body === undefined) throw new Error('there is a body')
  return planBody(body, new SchemaCompiler(document, 'input'))
}

test('files of a multipart body become file arguments, one or several', () => {
  const { flat, properties } = plan('multipart/form-data', {
    type: 'object',
    properties: {
      photo: { $ref: '#/components/schemas/Photo' },
      pages: { type: 'array', maxItems: 3, items: { contentMediaType: 'application/pdf' } },
      key: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' },
      title: { type: 'string' },
    },
  })
  expect(flat?.properties).toEqual({
    photo: { ...fileSchema, description: 'A photo.' },
    pages: { type: 'array', items: fileSchema, maxItems: 3 },
    key: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' },
    title: { type: 'string' },
  })
  expect([...properties.keys()]).toEqual(['photo', 'pages'])
})

test('encodings say how a part is written', () => {
  const properties = { a: {}, b: { type: 'object' }, c: {} }
  const encoding = {
    a: { contentType: 'application/octet-stream' },
    b: { contentType: 'application/json' },
    c: { contentType: 'image/png, image/jpeg' },
  }
  const planned = plan('multipart/form-data', { type: 'object', properties }, encoding).properties
  expect(Object.fromEntries(planned)).toMatchObject({
    a: { kind: 'file', contentType: 'application/octet-stream' },
    b: { kind: 'json' },
    c: { kind: 'file', contentType: undefined },
  })
})

test('fields of a form have a style only where the document gives one', () => {
  const properties = { a: { type: 'array' }, b: {}, c: {} }
  const encoding = {
    a: { style: 'spaceDelimited' },
    b: { contentType: 'application/json' },
    c: { contentType: 'text/plain' },
  }
  const planned = plan(
    'application/x-www-form-urlencoded',
    { type: 'object', properties },
    encoding,
  ).properties
  expect(planned.get('a')?.styled).toMatchObject({ style: 'spaceDelimited', explode: false })
  expect(planned.get('b')).toMatchObject({ kind: 'json', styled: undefined })
  expect(planned.get('c')).toBeUndefined()
})

test('bytes and text are one argument', () => {
  expect(plan('application/pdf', {})).toMatchObject({
    schema: { contentEncoding: 'base64' },
    flat: undefined,
  })
  expect(plan('text/plain', { type: 'string' })).toMatchObject({
    schema: { type: 'string' },
    flat: undefined,
  })
})

test('a JSON object keeps its own words and its dialect', () => {
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  const { whole, flat } = plan('application/json', { $schema, type: 'object', oneOf: [{ required: ['a'] }] })
  expect(whole).toEqual({ $schema, type: 'object', oneOf: [{ required: ['a'] }] })
  expect(flat).toBeUndefined()
  expect(plan('application/json', { type: 'array' }).whole).toBeUndefined()
})
