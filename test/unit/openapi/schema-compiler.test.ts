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
  expect(problems).toMatchObject([
    { severity: 'error', message: '"https://example.com/a.json" points outside this file.' },
  ])
  expect(schema).toEqual({ properties: { a: { not: {} } } })
})

shows('A20', 'depth and number of parts are bounded', () => {
  let deep: unknown = { type: 'string' }
  for (let level = 0; level < 200; level++) deep = { type: 'array', items: deep }
  const messagesOf = (schema: unknown) => compile(schema).problems.map(({ message }) => message)
  expect(messagesOf(deep)).toEqual(['A schema is nested more than 100 levels deep.'])
  const wide = { anyOf: Array.from({ length: 20_001 }, () => ({ type: 'string' })) }
  expect(messagesOf(wide)).toEqual(['The schema has more than 20000 parts.'])
})

shows('A24', 'extensions, x-mcp-header among them, and words of OpenAPI are left out', () => {
  const { schema } = compile({
    type: 'string',
    'x-mcp-header': 'Region',
    'x-internal': true,
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

test('a pattern that is no regular expression is left out, one without the flag u is not', () => {
  const { schema, problems } = compile({ type: 'string', pattern: '(' })
  expect(schema).toEqual({ type: 'string' })
  expect(problems).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_SIMPLIFIED' }])
  expect(compile({ type: 'string', pattern: '^[\\w-.]+$' }).problems).toEqual([])
  expect(compile({ patternProperties: { '(': {} } }).problems).toMatchObject([{ severity: 'error' }])
})

test('what no schema may say is left out, aloud, and the rest stays', () => {
  const { schema, problems } = compile({ type: 'strng', minLength: '5', enum: [], maxLength: 9, allOf: [] })
  expect(schema).toEqual({ maxLength: 9 })
  expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning'])
})

test('an enum none of whose values is of the type loses the type', () => {
  const { schema, problems } = compile({ type: 'boolean', enum: ['true', 'false'] })
  expect(schema).toEqual({ enum: ['true', 'false'] })
  expect(problems).toHaveLength(1)
  expect(compile({ type: 'string', nullable: true, enum: ['a'] }).problems).toEqual([])
})

test('problems stand where the schema stands', () => {
  const compiler = new SchemaCompiler({}, 'input')
  compiler.compile({ $ref: '#/nowhere' }, ['requestBody'])
  expect(compiler.problems).toMatchObject([{ path: ['requestBody'] }])
})

test('a large schema used again is said once', () => {
  const names = 'abcdefghij'.split('')
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
  const { schema, definitions } = compile(
    { properties: { one: { ...ref('Big'), description: 'First.' }, two: ref('Big'), three: ref('Big') } },
    { Big: { type: 'object', properties } },
  )
  expect(schema).toEqual({
    properties: {
      one: { $ref: '#/$defs/Big', description: 'First.' },
      two: { $ref: '#/$defs/Big' },
      three: { $ref: '#/$defs/Big' },
    },
  })
  expect(definitions).toEqual({ Big: { type: 'object', properties } })
})

test('of a schema too large for any reader what is furthest away is not described', () => {
  const schemas: Record<string, unknown> = {}
  for (let number = 0; number < 60; number++) {
    const properties = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p${index}`, {}]))
    schemas[`S${number}`] = { type: 'object', properties: { ...properties, next: ref(`S${number + 1}`) } }
  }
  schemas['S60'] = { type: 'string' }
  const { definitions, schema, problems } = compile(ref('S0'), schemas)
  expect(problems).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_SIMPLIFIED' }])
  const text = JSON.stringify({ ...schema, $defs: definitions })
  expect(text).toContain('"next":{"type":"object"}')
  expect(text.match(/"p0"/g)?.length).toBeLessThan(41)
})

shows('A19', "the author's own definitions and anchors stay, wherever they are referred to by either", () => {
  const address = { $anchor: 'addressDef', type: 'object', properties: { street: { type: 'string' } } }
  const body = {
    type: 'object',
    $defs: { address },
    properties: { home: { $ref: '#/$defs/address' }, work: { $ref: '#addressDef' } },
    allOf: [{ anyOf: [{ required: ['home'] }, { required: ['work'] }] }],
    if: { required: ['home'] },
    then: { $comment: 'Fine.' },
    else: { required: ['work'] },
  }
  const compiler = new SchemaCompiler({ paths: { '/x': { body } } }, 'input')
  const schema = compiler.compile(body)
  expect(schema).toMatchObject({
    properties: { home: { $ref: '#/$defs/address' }, work: { $ref: '#/$defs/address' } },
    allOf: [{ anyOf: [{ required: ['home'] }, { required: ['work'] }] }],
    then: { $comment: 'Fine.' },
  })
  expect(compiler.definitions).toEqual({ address })
  const validate = new Ajv2020({ strict: false }).compile({ ...schema, $defs: compiler.definitions })
  expect(validate({ work: { street: 5 } })).toBe(false)
  expect(validate({ home: { street: 'a' } })).toBe(true)
})

test('a dynamic reference is read as a plain one, aloud', () => {
  const { schema, problems } = compile(
    { $dynamicRef: '#node' },
    { Node: { $dynamicAnchor: 'node', type: 'null' } },
  )
  expect(schema).toEqual({ type: 'null' })
  expect(problems).toMatchObject([{ severity: 'warning' }])
})

test('the branches of a discriminator say which one they are, in arguments only', () => {
  const schemas = {
    Cat: { type: 'object', properties: { kind: { type: 'string' }, lives: { type: 'integer' } } },
    Dog: { type: 'object', properties: { kind: { type: 'string' } } },
  }
  const pet = {
    oneOf: [ref('Cat'), ref('Dog')],
    discriminator: { propertyName: 'kind', mapping: { dog: 'Dog' } },
  }
  expect(compile(pet, schemas).schema).toEqual({
    oneOf: [
      {
        type: 'object',
        properties: { kind: { type: 'string', const: 'Cat' }, lives: { type: 'integer' } },
        required: ['kind'],
      },
      { type: 'object', properties: { kind: { type: 'string', const: 'dog' } }, required: ['kind'] },
    ],
  })
  expect(compile(pet, schemas, 'output').schema).toEqual({ oneOf: [schemas.Cat, schemas.Dog] })
})

test('a short example of an argument is kept, one of an answer is not', () => {
  expect(compile({ type: 'string', example: 'a' }).schema).toEqual({ type: 'string', examples: ['a'] })
  expect(compile({ type: 'string', example: 'a'.repeat(300) }).schema).toEqual({ type: 'string' })
  expect(compile({ type: 'string', example: 'a' }, {}, 'output').schema).toEqual({ type: 'string' })
})

test('what only the other side sees is not required across branches either', () => {
  const schemas = { Base: { type: 'object', properties: { id: { readOnly: true }, name: {} } } }
  const { schema } = compile({ allOf: [ref('Base')], required: ['id', 'name'] }, schemas)
  expect(schema).toMatchObject({ required: ['name'] })
})

test('x-nullable and the type file of Swagger 2.0 are understood', () => {
  expect(compile({ type: 'string', 'x-nullable': true }).schema).toEqual({ type: ['string', 'null'] })
  expect(compile({ type: 'file' }).schema).toEqual({ type: 'string', format: 'binary' })
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
