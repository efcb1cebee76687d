import { expect, test } from 'vitest'
import { compileDocument } from '../../../src/project/compile-document.ts'
import type { OpenApiObject } from '../../../src/project/project.ts'
import { compilationOf } from '../../support/compilation-of.ts'

test('a Swagger 2.0 document whose paths stand in another file comes out as OpenAPI 3', () => {
  const compilation = compilationOf({
    'config/a.oas.yaml': "swagger: '2.0'\npaths:\n  /books:\n    $ref: ./books.yaml\n",
    'config/books.yaml':
      'get:\n  parameters:\n    - { name: limit, in: query, type: integer }\n  responses: {}\n',
  })
  const value = compilation.document('config/a.oas.yaml')?.value as OpenApiObject
  expect(compileDocument(value, 'config/a.oas.yaml', compilation)).toMatchObject({
    openapi: '3.0.4',
    paths: {
      '/books': { get: { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }] } },
    },
  })
  expect(compilation.diagnostics).toEqual([])
})
