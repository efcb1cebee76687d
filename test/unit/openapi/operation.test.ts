import { expect, test } from 'vitest'
import { compileOperation } from '../../../src/openapi/operation.ts'

const document = {
  components: {
    requestBodies: {
      Book: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
    },
    responses: { Book: { content: { 'application/json': { schema: { type: 'object' } } } } },
  },
}

function shapeOf(operation: Record<string, unknown>) {
  return compileOperation({ document, pathItem: {}, operation })
}

test('problems of parameters and body come together', () => {
  const { problems } = shapeOf({ parameters: [{ $ref: '#/nothing' }], requestBody: { $ref: '#/no' } })
  expect(problems.map(({ path }) => path)).toEqual([['parameters'], ['requestBody']])
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
