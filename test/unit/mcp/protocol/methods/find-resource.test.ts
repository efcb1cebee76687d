import { afterAll, expect, test } from 'vitest'
import { findResource } from '../../../../../src/mcp/protocol/methods/find-resource.ts'
import { bookResource, createItemWorld, resourceOf } from '../../../../support/item-world.ts'

const world = createItemWorld({
  resources: [
    bookResource({ uri: 'shop://books/{id}{?lang}' }),
    resourceOf({ operationId: 'new', mcp: { uri: 'shop://books/new' } }),
    resourceOf({
      operationId: 'pages',
      operation: { parameters: [{ name: 'page-size', in: 'query', schema: { type: 'integer' } }] },
    }),
  ],
})
afterAll(() => world.close())

test.each([
  ['shop://books/5?lang=de', 'book', { id: '5', lang: 'de' }],
  ['shop://books/new', 'new', {}],
  ['mcp://resources/pages', 'pages', {}],
  ['mcp://resources/pages?page_size=3', 'pages', { 'page-size': '3' }],
])('%s is %s', (uri, name, texts) => {
  const found = findResource(world.server, uri)
  expect([found?.served.resource.name, found?.texts]).toEqual([name, texts])
})

test.each(['shop://books', 'shop://books/5/6', 'mcp://resources/pages?page=3', ''])(
  '%s is nothing',
  (uri) => {
    expect(findResource(world.server, uri)).toBeUndefined()
  },
)
