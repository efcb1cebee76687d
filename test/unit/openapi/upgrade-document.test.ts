import { expect, test } from 'vitest'
import { compileOperation } from '../../../src/openapi/operation.ts'
import type { JsonObject } from '../../../src/openapi/json-object.ts'
import { upgradeDocument } from '../../../src/openapi/upgrade-document.ts'

const swagger = {
  swagger: '2.0',
  host: 'api.example.com',
  basePath: '/v1',
  schemes: ['http', 'https'],
  consumes: ['application/json'],
  definitions: { Pet: { type: 'object', properties: { name: { type: 'string' } } } },
  parameters: {
    Limit: { name: 'limit', in: 'query', type: 'integer', maximum: 9 },
    Body: { name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } },
  },
  responses: { Pet: { description: 'A pet.', schema: { $ref: '#/definitions/Pet' } } },
  paths: {
    '/pets': {
      parameters: [{ $ref: '#/parameters/Limit' }, { $ref: '#/parameters/Body' }],
      post: { responses: { 200: { $ref: '#/responses/Pet' } } },
      get: {
        produces: ['application/json', 'text/csv'],
        parameters: [
          { name: 'tags', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
        ],
        responses: { 200: { schema: { type: 'array' } }, 404: { description: 'None.' } },
      },
    },
  },
}

function shapeOf(method: string) {
  const document = upgradeDocument(swagger)
  const pathItem = (document['paths'] as Record<string, JsonObject>)['/pets'] ?? {}
  return compileOperation({ document, pathItem, operation: pathItem[method] as JsonObject })
}

test('OpenAPI 3 stays as it is', () => {
  const document = { openapi: '3.1.0', paths: {} }
  expect(upgradeDocument(document)).toBe(document)
})

test('servers come from schemes, host and base path, https first', () => {
  expect(upgradeDocument(swagger)['servers']).toEqual([
    { url: 'https://api.example.com/v1' },
    { url: 'http://api.example.com/v1' },
  ])
  expect(upgradeDocument({ swagger: '2.0', paths: {}, basePath: '/v2' })['servers']).toEqual([{ url: '/v2' }])
})

test('parameters and bodies of the path hold for its operations, referred to or not', () => {
  const { parameters, body, responses, problems } = shapeOf('post')
  expect(problems).toEqual([])
  expect(parameters).toMatchObject([{ name: 'limit', schema: { type: 'integer', maximum: 9 } }])
  expect(body).toMatchObject({ encoding: 'json', required: true, schema: { $ref: '#/definitions/Pet' } })
  expect(responses).toEqual([{ status: '200', schema: { $ref: '#/definitions/Pet' } }])
})

test('responses come in every type the operation produces', () => {
  const document = upgradeDocument(swagger)
  expect(document).toMatchObject({
    paths: {
      '/pets': {
        get: {
          responses: {
            200: { content: { 'application/json': { schema: { type: 'array' } }, 'text/csv': {} } },
          },
        },
      },
    },
  })
  expect(shapeOf('get').parameters).toMatchObject([
    { name: 'limit' },
    { name: 'tags', style: 'form', explode: true },
  ])
})

test('a reference that leads nowhere is reported as in any other document', () => {
  const document = upgradeDocument({
    swagger: '2.0',
    paths: { '/a': { get: { parameters: [{ $ref: '#/parameters/Gone' }] } } },
  })
  const pathItem = (document['paths'] as Record<string, JsonObject>)['/a'] ?? {}
  const { problems } = compileOperation({ document, pathItem, operation: pathItem['get'] as JsonObject })
  expect(problems).toMatchObject([{ severity: 'error', code: 'SALLYPORT_MCP_UNSUPPORTED_PARAMETER' }])
})
