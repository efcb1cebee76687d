import { expect, test } from 'vitest'
import { upgradeBody } from '../../../src/openapi/upgrade-body.ts'

const field = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  in: 'formData',
  type: 'string',
  ...more,
})

test('a body parameter comes in every type the operation consumes, JSON by default', () => {
  const body = { name: 'b', in: 'body', description: 'A pet.', schema: { type: 'object' } }
  const schema = { schema: { type: 'object' } }
  expect(upgradeBody([body], [])).toEqual({
    description: 'A pet.',
    required: false,
    content: { 'application/json': schema },
  })
  expect(upgradeBody([body], ['text/xml', 'application/json'])).toMatchObject({
    content: { 'text/xml': schema, 'application/json': schema },
  })
  expect(upgradeBody([], [])).toBeUndefined()
})

test('form fields become an object, written as the collection formats say', () => {
  const fields = [
    field('a', { required: true, description: 'First.' }),
    field('b', { type: 'array', items: { type: 'string' }, collectionFormat: 'pipes' }),
  ]
  expect(upgradeBody(fields, [])).toEqual({
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          properties: {
            a: { type: 'string', description: 'First.' },
            b: { type: 'array', items: { type: 'string' } },
          },
          required: ['a'],
        },
        encoding: { b: { style: 'pipeDelimited', explode: false } },
      },
    },
  })
})

test('a file makes it multipart, whatever the operation says', () => {
  const types = (consumes: readonly string[], fields = [field('a', { type: 'file' })]) =>
    Object.keys(upgradeBody(fields, consumes)?.['content'] as object)
  expect(types([])).toEqual(['multipart/form-data'])
  expect(types(['application/x-www-form-urlencoded'])).toEqual(['multipart/form-data'])
  expect(types(['multipart/form-data', 'application/json'], [field('a')])).toEqual(['multipart/form-data'])
})
