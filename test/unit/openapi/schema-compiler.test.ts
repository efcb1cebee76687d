import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { SchemaCompiler } from '../../../src/openapi/schema-compiler.ts'
import { shows } from '../../support/shows.ts'

function compile(schema: unknown, schemas: Record<string, unknown> = {}, use: 'input' | 'output' = 'input') {
  const compiler = new SchemaCompiler({ components: { schemas } }, use)
  return { schema: compiler.compile(schema), definitions: compiler.definitions, problems: compiler.problems }
}

const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` })

test('references are put in place', () => {
  const { schema, definitions } = compile(
    { type: 'array', items: ref('Book') },
    { Book: { type: 'object', properties: { author: ref('Author') } }, Author: { type: 'string' } },
  )
  expect(schema).toEqual({
    type: 'array',
    items: { type: 'object', properties: { author: { type: 'string' } } },
  })
  expect(definitions).toEqual({})
})

test('what leads back to itself becomes a definition that validates', () => {
  const { schema, definitions, problems } = compile(ref('Node'), {
    Node: { type: 'object', properties: { value: ref('Value'), next: ref('Node') }, required: ['value'] },
    Value: { type: 'integer' },
  })
  expect(problems).toEqual([])
  expect(schema).toEqual({ $ref: '#/$defs/Node' })
  const validate = new Ajv2020().compile({ ...schema, $defs: definitions })
  expect(validate({ value: 1, next: { value: 2 } })).toBe(true)
  expect(validate({ value: 1, next: { value: 'two' } })).toBe(false)
})

test('two schemas that lead to each other both keep their meaning', () => {
  const { schema, definitions } = compile(ref('A'), {
    A: { type: 'object', properties: { b: ref('B') } },
    B: { type: 'object', properties: { a: ref('A'), n: { type: 'integer' } } },
  })
  const validate = new Ajv2020().compile({ ...schema, $defs: definitions })
  expect(validate({ b: { a: { b: { n: 1 } } } })).toBe(true)
  expect(validate({ b: { a: { b: { n: 'x' } } } })).toBe(false)
})

shows('A20', 'a schema that doubles at every level stays small', () => {
  const schemas: Record<string, unknown> = { S0: { type: 'string' } }
  for (let level = 1; level <= 40; level++) {
    schemas[`S${level}`] = {
      type: 'object',
      properties: { a: ref(`S${level - 1}`), b: ref(`S${level - 1}`) },
    }
  }
  const { schema, definitions, problems } = compile(ref('S40'), schemas)
  expect(problems).toEqual([])
  expect(JSON.stringify({ schema, definitions }).length).toBeLessThan(100_000)
})

shows('A20', 'nothing outside the document is looked up', () => {
  const { schema, problems } = compile({ properties: { a: { $ref: 'https://example.com/a.json' } } })
  expect(problems).toEqual(['"https://example.com/a.json" points outside this file.'])
  expect(schema).toEqual({ properties: { a: { not: {} } } })
})

shows('A20', 'depth and number of parts are bounded', () => {
  let deep: unknown = { type: 'string' }
  for (let level = 0; level < 200; level++) deep = { type: 'array', items: deep }
  expect(compile(deep).problems).toEqual(['A schema is nested more than 100 levels deep.'])
  const wide = { anyOf: Array.from({ length: 20_001 }, () => ({ type: 'string' })) }
  expect(compile(wide).problems).toEqual(['The schema has more than 20000 parts.'])
})

shows('A24', 'extensions, x-mcp-header among them, and words of OpenAPI are left out', () => {
  const { schema } = compile({
    type: 'string',
    'x-mcp-header': 'Region',
    'x-internal': true,
    example: 'a',
    xml: {},
    externalDocs: {},
    discriminator: { propertyName: 'kind' },
    format: 'uuid',
  })
  expect(schema).toEqual({ type: 'string', format: 'uuid' })
})

test('a property called like a keyword is kept', () => {
  const properties = { example: { type: 'string' }, nullable: { type: 'boolean' }, $ref: { type: 'string' } }
  expect(compile({ type: 'object', properties }).schema).toEqual({ type: 'object', properties })
})

test('readOnly properties are not for input, writeOnly ones not for output', () => {
  const schemas = { Id: { type: 'integer', readOnly: true } }
  const book = {
    type: 'object',
    properties: { id: ref('Id'), title: { type: 'string' }, secret: { type: 'string', writeOnly: true } },
    required: ['id', 'title', 'secret'],
  }
  expect(compile(book, schemas).schema).toEqual({
    type: 'object',
    properties: { title: { type: 'string' }, secret: { type: 'string' } },
    required: ['title', 'secret'],
  })
  expect(compile(book, schemas, 'output').schema).toEqual({
    type: 'object',
    properties: { id: { type: 'integer' }, title: { type: 'string' } },
    required: ['id', 'title'],
  })
})

test('what stands beside a reference is added to it', () => {
  const schemas = { Title: { type: 'string', description: 'Old.' } }
  expect(compile({ ...ref('Title'), description: 'New.' }, schemas).schema).toEqual({
    type: 'string',
    description: 'New.',
  })
  expect(compile({ ...ref('Title'), maxLength: 5 }, schemas).schema).toEqual({
    allOf: [{ type: 'string', description: 'Old.' }, { maxLength: 5 }],
  })
  expect(compile({ ...ref('Title'), nullable: true }, schemas).schema).toEqual({
    anyOf: [{ type: 'string', description: 'Old.' }, { type: 'null' }],
  })
})

test('words of older drafts are upgraded or dropped', () => {
  expect(compile({ type: 'array', items: [{ type: 'string' }] }).schema).toEqual({
    type: 'array',
    prefixItems: [{ type: 'string' }],
  })
  expect(compile({ type: 'object', properties: { a: { type: 'string', required: true } } }).schema).toEqual({
    type: 'object',
    properties: { a: { type: 'string' } },
  })
})

test('a pattern that is no regular expression is a problem, one without the flag u is not', () => {
  expect(compile({ type: 'string', pattern: '(' }).problems).toEqual(['"(" is not a regular expression.'])
  expect(compile({ type: 'string', pattern: '^[\\w-.]+$' }).problems).toEqual([])
})

test('definitions of one name in two places stay apart', () => {
  const document = {
    components: {
      schemas: { Node: { type: 'object', properties: { next: ref('Node') } } },
      parameters: {
        Node: { schema: { type: 'array', items: { $ref: '#/components/parameters/Node/schema' } } },
      },
    },
    other: { Node: { type: 'object', properties: { n: { $ref: '#/other/Node' } } } },
  }
  const compiler = new SchemaCompiler(document, 'input')
  compiler.compile(ref('Node'))
  compiler.compile({ $ref: '#/other/Node' })
  expect(Object.keys(compiler.definitions)).toEqual(['Node', 'Node_2'])
})
