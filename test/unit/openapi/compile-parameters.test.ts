import { expect, test } from 'vitest'
import { compileParameters } from '../../../src/openapi/compile-parameters.ts'
import type { OperationProblem } from '../../../src/openapi/operation-problem.ts'

const document = {
  components: {
    parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } },
    examples: { One: { value: 'one' }, Long: { value: 'x'.repeat(500) } },
  },
}

function compile(list: readonly unknown[], pathItem: Record<string, unknown> = {}) {
  const problems: OperationProblem[] = []
  const parameters = compileParameters({ document, pathItem, operation: { parameters: list } }, problems)
  return { parameters, problems }
}

test("the path item's parameters count, the operation's win", () => {
  const { parameters } = compile(
    [{ name: 'id', in: 'path', description: 'New.', schema: { type: 'integer' } }],
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

test('a description beside a reference to a parameter is the one that counts', () => {
  const { parameters } = compile([{ $ref: '#/components/parameters/Limit', description: 'At most.' }])
  expect(parameters).toMatchObject([{ name: 'limit', description: 'At most.' }])
})

test('styles have the defaults of their place', () => {
  const { parameters, problems } = compile([
    { name: 'a', in: 'query' },
    { name: 'b', in: 'query', style: 'pipeDelimited' },
    { name: 'c', in: 'query', explode: false },
    { name: 'D', in: 'header' },
    { name: 'e', in: 'path', style: 'matrix' },
    { name: 'f', in: 'cookie' },
    { name: 'g', in: 'cookie', style: 'cookie' },
  ])
  expect(parameters.map(({ style, explode }) => [style, explode])).toEqual([
    ['form', true],
    ['pipeDelimited', false],
    ['form', false],
    ['simple', false],
    ['matrix', false],
    ['form', true],
    ['cookie', true],
  ])
  expect(problems).toEqual([])
})

test('a style that is none for its place becomes the default of the place, aloud', () => {
  const { parameters, problems } = compile([{ name: 'a', in: 'header', style: 'deepObject' }])
  expect(parameters).toMatchObject([{ style: 'simple', explode: false }])
  expect(problems).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_SIMPLIFIED' }])
})

test('header parameters that the specification reserves are ignored', () => {
  const names = ['Accept', 'content-type', 'Authorization', 'Host', 'X-Tenant']
  const { parameters } = compile(names.map((name) => ({ name, in: 'header' })))
  expect(parameters.map(({ name }) => name)).toEqual(['X-Tenant'])
})

test('a parameter with content travels as JSON, or as the text it is', () => {
  const { parameters } = compile([
    { name: 'filter', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
    { name: 'raw', in: 'query', content: { 'application/xml': {} } },
  ])
  expect(parameters).toMatchObject([
    { isJson: true, schema: { type: 'object' } },
    { isJson: false, schema: { type: 'string' } },
  ])
})

test('reserved characters are left alone in a query only', () => {
  const { parameters } = compile([
    { name: 'a', in: 'query', allowReserved: true },
    { name: 'b', in: 'path', allowReserved: true },
  ])
  expect(parameters.map(({ allowReserved }) => allowReserved)).toEqual([true, false])
})

test('a parameter that is the whole query is one of its own style', () => {
  const content = { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } }
  const { parameters } = compile([{ name: 'q', in: 'querystring', content }])
  expect(parameters).toMatchObject([{ in: 'query', style: 'querystring', schema: { type: 'object' } }])
})

test('short examples are collected', () => {
  const { parameters } = compile([
    { name: 'a', in: 'query', example: 5 },
    {
      name: 'b',
      in: 'query',
      examples: { one: { $ref: '#/components/examples/One' }, long: { $ref: '#/components/examples/Long' } },
    },
  ])
  expect(parameters.map(({ examples }) => examples)).toEqual([[5], ['one']])
})

test('what cannot be read is said', () => {
  const { problems } = compile([
    { $ref: '#/nothing' },
    { name: 'a', in: 'body' },
    { name: 'q', in: 'querystring' },
  ])
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'error: A parameter cannot be read: {"$ref":"#/nothing"}.',
    'error: A parameter cannot be read: {"name":"a","in":"body"}.',
    'error: A parameter cannot be read: {"name":"q","in":"querystring"}.',
  ])
})
