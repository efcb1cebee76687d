import { describe, expect, it } from 'vitest'
import { convertDocument, versionOf } from '../../../../src/cli/openapi/convert-document.ts'

const swagger = {
  swagger: '2.0',
  info: { title: 'Old', version: '1' },
  host: 'api.example',
  schemes: ['https'],
  paths: {
    '/a': {
      get: {
        produces: ['application/json'],
        responses: { 200: { description: 'ok', schema: { type: 'string', 'x-nullable': true } } },
      },
    },
  },
}

describe('a document is brought to', () => {
  it.each([
    ['3.0', /^3\.0/],
    ['3.1', /^3\.1/],
    ['3.2', /^3\.2/],
  ] as const)('OpenAPI %s', (version, pattern) => {
    const before = structuredClone(swagger)
    const converted = convertDocument(swagger, version, 'a.json')
    expect(versionOf(converted)).toMatch(pattern)
    expect(converted).toMatchObject({
      servers: [{ url: 'https://api.example' }],
      paths: {
        '/a': {
          get: { responses: { 200: { content: { 'application/json': { schema: { type: 'string' } } } } } },
        },
      },
    })
    expect(swagger).toEqual(before)
  })

  it('nothing older, and nothing that is none', () => {
    const document = { openapi: '3.1.0', paths: {} }
    expect(convertDocument(document, '3.0', 'a')).toBe(document)
    for (const other of [{}, { openapi: '4.0' }, { swagger: '1.2' }])
      expect(() => convertDocument(other, '3.1', 'a.json')).toThrow('"a.json" is no OpenAPI document')
  })
})
