import { expect, test } from 'vitest'
import { compileBody } from '../../../src/openapi/compile-body.ts'
import type { OperationProblem } from '../../../src/openapi/operation-problem.ts'

function compile(requestBody: unknown) {
  const problems: OperationProblem[] = []
  return { body: compileBody({ document: {}, operation: { requestBody } }, problems), problems }
}

const textType = { type: 'string' }
const contentOf = (types: readonly string[], schema: unknown = textType) =>
  Object.fromEntries(types.map((type) => [type, { schema }]))

test.each([
  [['text/plain', 'application/json'], 'json', 'application/json'],
  [['application/x-www-form-urlencoded', 'application/hal+json'], 'json', 'application/hal+json'],
  [['application/json-patch+json', 'application/merge-patch+json'], 'json', 'application/merge-patch+json'],
  [['*/*'], 'json', 'application/json'],
  [['multipart/form-data', 'application/x-www-form-urlencoded'], 'form', 'application/x-www-form-urlencoded'],
  [['text/csv', 'multipart/form-data'], 'multipart', 'multipart/form-data'],
  [['application/octet-stream', 'text/csv'], 'text', 'text/csv'],
  [['application/xml'], 'text', 'application/xml'],
  [['application/pdf', '*/*'], 'binary', 'application/pdf'],
  [['image/*'], 'binary', 'image/*'],
])('of the media types %j a body is written as %s', (types, encoding, mediaType) => {
  const { body, problems } = compile({ content: contentOf(types) })
  expect(body).toMatchObject({ encoding, mediaType, required: false })
  expect(compile({ content: contentOf([...types].reverse()) }).body).toMatchObject({ encoding, mediaType })
  expect(problems).toEqual([])
})

test('a range of types whose content is bytes is not taken for JSON', () => {
  const { body } = compile({ content: contentOf(['*/*'], { type: 'string', format: 'binary' }) })
  expect(body).toMatchObject({ encoding: 'binary', mediaType: '*/*' })
})

test('text with a structure is taken as text, aloud', () => {
  const { body, problems } = compile({
    content: contentOf(['text/xml'], { type: 'object', description: 'An order.', properties: {} }),
  })
  expect(body).toMatchObject({ encoding: 'text', schema: { type: 'string', description: 'An order.' } })
  expect(problems).toMatchObject([
    { severity: 'warning', code: 'SALLYPORT_MCP_SIMPLIFIED', path: ['requestBody'] },
  ])
})

test('a sequence of items is taken as text, aloud', () => {
  const { body, problems } = compile({ content: { 'application/jsonl': { itemSchema: { type: 'object' } } } })
  expect(body).toMatchObject({ encoding: 'text', schema: { type: 'string' } })
  expect(problems).toHaveLength(1)
})

test('a body that cannot be read or written is an error, and none at all is none', () => {
  const codesOf = (requestBody: unknown) =>
    compile(requestBody).problems.map(({ severity, code }) => [severity, code])
  const refused = [['error', 'SALLYPORT_MCP_UNSUPPORTED_BODY']]
  expect(codesOf({ $ref: '#/no' })).toEqual(refused)
  expect(codesOf({ content: contentOf(['multipart/mixed']) })).toEqual(refused)
  expect(codesOf({ content: {} })).toEqual(refused)
  expect(compile(undefined)).toEqual({ body: undefined, problems: [] })
})

test('encodings of properties are read, their headers are left out aloud', () => {
  const encoding = {
    tags: { style: 'pipeDelimited', explode: false, allowReserved: true },
    photo: { contentType: 'image/png', headers: { 'X-A': {} } },
  }
  const { body, problems } = compile({ content: { 'multipart/form-data': { schema: {}, encoding } } })
  expect(Object.fromEntries(body?.properties ?? [])).toEqual({
    tags: { contentType: undefined, style: 'pipeDelimited', explode: false, allowReserved: true },
    photo: { contentType: 'image/png', style: undefined, explode: undefined, allowReserved: false },
  })
  expect(problems).toMatchObject([
    { severity: 'warning', message: 'Headers of the part "photo" are not sent.' },
  ])
})
