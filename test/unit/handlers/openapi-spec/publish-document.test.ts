import { expect, it } from 'vitest'
import { publishDocument } from '../../../../src/handlers/openapi-spec/publish-document.ts'

it('keeps what callers need, and nothing that speaks to the gateway', () => {
  const operation = { operationId: 'a', responses: {}, servers: [{ url: 'http://inside' }] }
  const document = {
    openapi: '3.1.0',
    servers: [{ url: 'http://inside' }],
    'x-zuplo-anything': 1,
    'x-logo': 'kept',
    paths: {
      '/a': {
        'x-sallyport-path': {},
        servers: [{ url: 'http://inside' }],
        get: { ...operation, 'x-zuplo-route': { handler: {} } },
        post: { ...operation, 'x-internal': true },
      },
      '/b': { get: { ...operation, 'x-internal': true } },
      '/c': { 'x-internal': true, get: operation },
    },
    components: { schemas: { servers: { properties: { servers: { 'x-zuplo-x': 1, type: 'string' } } } } },
  }
  expect(publishDocument(document, 'https://api.example')).toEqual({
    openapi: '3.1.0',
    servers: [{ url: 'https://api.example' }],
    'x-logo': 'kept',
    paths: { '/a': { get: { operationId: 'a', responses: {} } } },
    components: { schemas: { servers: { properties: { servers: { type: 'string' } } } } },
  })
})

it('takes a document without paths', () => {
  expect(publishDocument({}, 'https://api.example')).toEqual({
    servers: [{ url: 'https://api.example' }],
    paths: {},
  })
})
