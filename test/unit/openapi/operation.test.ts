import { expect, test } from 'vitest'
import { compileOperation, isJsonType } from '../../../src/openapi/operation.ts'

const document = {
  components: {
    parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } },
    requestBodies: {
      Book: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
    },
    responses: { Book: { content: { 'application/json': { schema: { type: 'object' } } } } },
  },
}

function shapeOf(operation: Record<string, unknown>, pathItem: Record<string, unknown> = {}) {
  return compileOperation({ document, pathItem, operation })
}

test("the path item's parameters count, the operation's win", () => {
  const { parameters } = shapeOf(
    { parameters: [{ name: 'id', in: 'path', description: 'New.', schema: { type: 'integer' } }] },
    {
      parameters: [
        { name: 'id', in: 'path', schema: { type: 'string' } },
        { $ref: '#/components/parameters/Limit' },
      ],
    },
  )
  expect(
    parameters.map(({ name, description, schema, required }) => [name, description, schema, required]),
  ).toEqual([
    ['id', 'New.', { type: 'integer' }, true],
    ['limit', undefined, { type: 'integer' }, false],
  ])
})

test('styles have the defaults of their place', () => {
  const { parameters } = shapeOf({
    parameters: [
      { name: 'a', in: 'query' },
      { name: 'b', in: 'query', style: 'pipeDelimited' },
      { name: 'c', in: 'query', explode: false },
      { name: 'D', in: 'header' },
    ],
  })
  expect(parameters.map(({ style, explode }) => [style, explode])).toEqual([
    ['form', true],
    ['pipeDelimited', false],
    ['form', false],
    ['simple', false],
  ])
})

test('header parameters that the specification reserves are ignored', () => {
  const names = ['Accept', 'content-type', 'Authorization', 'Host', 'X-Tenant']
  const { parameters } = shapeOf({ parameters: names.map((name) => ({ name, in: 'header' })) })
  expect(parameters.map(({ name }) => name)).toEqual(['X-Tenant'])
})

test('a parameter with content travels as JSON', () => {
  const content = { 'application/json': { schema: { type: 'object' } } }
  const [parameter] = shapeOf({ parameters: [{ name: 'filter', in: 'query', content }] }).parameters
  expect(parameter).toMatchObject({ isJson: true, schema: { type: 'object' } })
})

test('what cannot be read is said', () => {
  const { problems } = shapeOf({
    parameters: [{ $ref: '#/nothing' }, { name: 'a', in: 'body' }],
    requestBody: { $ref: '#/no' },
  })
  expect(problems).toEqual([
    'A parameter cannot be read: {"$ref":"#/nothing"}.',
    'A parameter cannot be read: {"name":"a","in":"body"}.',
    'The requestBody cannot be read.',
  ])
})

test.each([
  [['text/plain', 'application/json'], 'json', 'application/json'],
  [
    ['application/x-www-form-urlencoded', 'application/merge-patch+json'],
    'json',
    'application/merge-patch+json',
  ],
  [['*/*'], 'json', 'application/json'],
  [['multipart/form-data', 'application/x-www-form-urlencoded'], 'form', 'application/x-www-form-urlencoded'],
  [['text/csv'], 'text', 'text/csv'],
])('of the media types %j a body is written as %s', (types, encoding, mediaType) => {
  const content = Object.fromEntries(types.map((type) => [type, { schema: {} }]))
  expect(shapeOf({ requestBody: { content } }).body).toMatchObject({ encoding, mediaType, required: false })
})

test('a body of other media types is told apart from none', () => {
  expect(shapeOf({ requestBody: { content: { 'multipart/form-data': {} } } })).toMatchObject({
    body: undefined,
    unsupportedBody: ['multipart/form-data'],
  })
  expect(shapeOf({})).toMatchObject({ body: undefined, unsupportedBody: undefined })
})

test('bodies and responses may be components; only 2xx responses count', () => {
  const { body, responses } = shapeOf({
    requestBody: { $ref: '#/components/requestBodies/Book' },
    responses: {
      200: { $ref: '#/components/responses/Book' },
      204: { description: 'None.' },
      '2XX': { content: { 'text/plain': {} } },
      404: { $ref: '#/components/responses/Book' },
      default: { $ref: '#/components/responses/Book' },
    },
  })
  expect(body).toMatchObject({ required: true, schema: { type: 'object' } })
  expect(responses).toEqual([
    { status: '200', schema: { type: 'object' } },
    { status: '204', schema: undefined },
    { status: '2XX', schema: undefined },
  ])
})

test('JSON media types are known with parameters and suffixes', () => {
  const types = [
    'application/json; charset=utf-8',
    'application/problem+json',
    'text/json',
    'text/plain',
    'application/jsonp',
  ]
  expect(types.map(isJsonType)).toEqual([true, true, true, false, false])
})
