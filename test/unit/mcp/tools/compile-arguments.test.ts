import { expect, test } from 'vitest'
import { compileOperation } from '../../../../src/openapi/operation.ts'
import { SchemaCompiler } from '../../../../src/openapi/schema-compiler.ts'
import { compileArguments } from '../../../../src/mcp/tools/compile-arguments.ts'
import { shows } from '../../../support/shows.ts'

function compile(
  operation: Record<string, unknown>,
  path = '/books',
  document: Record<string, unknown> = {},
  keepsComposition = false,
) {
  const shape = compileOperation({ document, pathItem: {}, operation })
  const compiler = new SchemaCompiler(document, 'input')
  const { schema, plan } = compileArguments({ method: 'POST', path, shape, compiler, keepsComposition })
  return { schema: JSON.parse(JSON.stringify(schema)) as Record<string, unknown>, plan }
}

const text = { type: 'string' }
const json = (schema: unknown, required = true) => ({ required, content: { 'application/json': { schema } } })

shows('A19', 'an operation without parameters takes an empty object', () => {
  const { schema, plan } = compile({})
  expect(schema).toEqual({ type: 'object', properties: {}, additionalProperties: false })
  expect(plan).toEqual({
    method: 'POST',
    path: ['/books'],
    query: [],
    headers: [],
    cookies: [],
    body: undefined,
  })
})

test('parameters of all places and the properties of the body stand side by side', () => {
  const { schema, plan } = compile(
    {
      parameters: [
        { name: 'session', in: 'cookie', schema: text },
        { name: 'X-Tenant', in: 'header', schema: text },
        { name: 'limit', in: 'query', required: true, description: 'How many.', schema: { type: 'integer' } },
        { name: 'id', in: 'path', schema: text, deprecated: true },
      ],
      requestBody: json({ type: 'object', properties: { title: text }, required: ['title'] }),
    },
    '/books/{id}.json',
  )
  expect(schema).toEqual({
    type: 'object',
    properties: {
      id: { type: 'string', deprecated: true },
      limit: { type: 'integer', description: 'How many.' },
      'X-Tenant': text,
      session: text,
      title: text,
    },
    required: ['id', 'limit', 'title'],
    additionalProperties: false,
  })
  expect(Object.keys(schema['properties'] as object)).toEqual(['id', 'limit', 'X-Tenant', 'session', 'title'])
  expect(plan.path).toMatchObject(['/books/', { argument: 'id', name: 'id' }, '.json'])
  expect(plan.headers).toMatchObject([{ argument: 'X-Tenant', name: 'x-tenant' }])
  expect([...(plan.body?.except ?? [])]).toEqual(['id', 'limit', 'X-Tenant', 'session'])
})

test('parameters of one name get their place as suffix, whatever their order in the document', () => {
  const inQuery = { name: 'id', in: 'query', schema: text }
  const inPath = { name: 'id', in: 'path', schema: { type: 'integer' } }
  for (const parameters of [
    [inQuery, inPath],
    [inPath, inQuery],
  ]) {
    const { schema, plan } = compile({ parameters }, '/books/{id}')
    expect(schema['properties']).toEqual({ id: { type: 'integer' }, id_query: text })
    expect(plan.query).toMatchObject([{ argument: 'id_query', name: 'id' }])
  }
})

test('a body that shares a name with a parameter is one argument', () => {
  const { schema, plan } = compile({
    parameters: [{ name: 'title', in: 'query', schema: text }],
    requestBody: { ...json({ type: 'object', properties: { title: text } }), description: 'The book.' },
  })
  expect(schema['properties']).toEqual({
    title: text,
    body: { type: 'object', properties: { title: text }, description: 'The book.' },
  })
  expect(schema['required']).toEqual(['body'])
  expect(plan.body).toMatchObject({ argument: 'body' })
})

test('a body that is no plain object is one argument, also beside a parameter called body', () => {
  const { schema, plan } = compile({
    parameters: [{ name: 'body', in: 'query', schema: text }],
    requestBody: json({ type: 'array', items: text }, false),
  })
  expect(schema).toMatchObject({ properties: { body: text, body_2: { type: 'array', items: text } } })
  expect(schema['required']).toBeUndefined()
  expect(plan.body).toMatchObject({ argument: 'body_2', required: false })
})

test('a map stays open beside parameters', () => {
  const { schema } = compile({
    parameters: [{ name: 'limit', in: 'query', schema: text }],
    requestBody: json({ type: 'object', additionalProperties: { type: 'integer' } }),
  })
  expect(schema).toMatchObject({ properties: { limit: text }, additionalProperties: { type: 'integer' } })
})

test('a placeholder that nobody declared is a required text', () => {
  expect(compile({}, '/books/{id}').schema).toMatchObject({ properties: { id: text }, required: ['id'] })
})

test('a declared path parameter that the template lacks is left out', () => {
  const { schema } = compile({ parameters: [{ name: 'other', in: 'path', schema: text }] }, '/books')
  expect(schema['properties']).toEqual({})
})

test('a body that contains itself keeps its definition', () => {
  const document = {
    components: {
      schemas: {
        Node: {
          type: 'object',
          properties: { value: text, next: { $ref: '#/components/schemas/Node' } },
        },
      },
    },
  }
  const { schema } = compile({ requestBody: json({ $ref: '#/components/schemas/Node' }) }, '/nodes', document)
  expect(schema).toEqual({
    type: 'object',
    properties: { value: text, next: { $ref: '#/$defs/Node' } },
    additionalProperties: false,
    $defs: { Node: { type: 'object', properties: { value: text, next: { $ref: '#/$defs/Node' } } } },
  })
})

test('a parameter called __proto__ is a parameter like any other', () => {
  const { schema } = compile({ parameters: [{ name: '__proto__', in: 'query', schema: text }] })
  expect(Object.keys(schema['properties'] as object)).toEqual(['__proto__'])
})

const choice = {
  type: 'object',
  properties: { phone: text, email: text },
  required: ['phone'],
  oneOf: [{ required: ['email'] }],
  additionalProperties: false,
}

test('a body with a choice at its top is one argument, or the whole schema where that is asked for', () => {
  expect(compile({ requestBody: json(choice) }).schema).toMatchObject({
    properties: { body: choice },
    required: ['body'],
  })
  const { schema, plan } = compile({ requestBody: json(choice) }, '/books', {}, true)
  expect(schema).toEqual(choice)
  expect(plan.body).toMatchObject({ argument: undefined, except: undefined })
  const beside = compile(
    { parameters: [{ name: 'limit', in: 'query' }], requestBody: json(choice) },
    '/books',
    {},
    true,
  )
  expect(beside.schema['properties']).toEqual({ limit: {}, body: choice })
})

test('examples of a parameter are shown beside its schema', () => {
  const { schema } = compile({
    parameters: [
      { name: 'a', in: 'query', schema: text, example: 'x' },
      { name: 'b', in: 'query', schema: { type: 'string', example: 'own' }, example: 'x' },
    ],
  })
  expect(schema['properties']).toEqual({
    a: { type: 'string', examples: ['x'] },
    b: { type: 'string', examples: ['own'] },
  })
})
