import { expect, test } from 'vitest'
import { compileResource } from '../../../../src/mcp/resources/compile-resource.ts'
import { bookResource, resourceOf } from '../../../support/item-world.ts'
import { toolSource } from '../../../support/mcp-world.ts'

test('a GET without parameters has one address, made of its name', () => {
  const resource = resourceOf({
    operation: { description: 'All books.', responses: { 200: { content: { 'text/csv': {} } } } },
  })
  expect(resource.listing).toEqual({
    uri: 'mcp://resources/listBooks',
    name: 'listBooks',
    title: 'listBooks',
    description: 'All books.',
    mimeType: 'text/csv',
  })
  expect(resource.template).toBeUndefined()
})

test('everything a client may be told is passed on', () => {
  const mcp = {
    type: 'resource',
    name: 'all books',
    title: 'Books',
    description: 'Every book.',
    uri: 'shop://books',
    mimeType: 'text/plain',
    size: 12,
    annotations: { audience: ['user'], priority: 1 },
    icons: [{ src: 'https://example.com/a.png' }],
    _meta: { a: 1 },
  }
  const { type: _, ...told } = mcp
  expect(resourceOf({ mcp }).listing).toEqual(told)
})

test('path and query parameters become variables', () => {
  const resource = bookResource()
  expect(resource.listing).toBeUndefined()
  expect(resource.template?.listing).toEqual({
    uriTemplate: 'mcp://resources/book/{id}{?lang}',
    name: 'book',
    title: 'book',
    description: 'One book.',
  })
  expect(Object.fromEntries(resource.completions)).toEqual({ id: [], lang: ['en', 'de'] })
})

test('a resource with optional parameters alone is an address and a template', () => {
  const parameters = [{ name: 'page-size', in: 'query', schema: { type: 'integer' } }]
  const resource = resourceOf({ operation: { parameters } })
  expect(resource.listing?.uri).toBe('mcp://resources/listBooks')
  expect(resource.template?.listing.uriTemplate).toBe('mcp://resources/listBooks{?page_size}')
  expect(resource.template?.argumentOf.get('page_size')).toBe('page-size')
})

test('the address of an app has the type of one', () => {
  expect(resourceOf({ mcp: { uri: 'ui://shop/cart' } }).listing?.mimeType).toBe('text/html;profile=mcp-app')
})

test('the rules for names of tools do not bind resources', () => {
  const { resource, problems } = compileResource(toolSource({ operationId: 'Bücher lesen' }))
  expect(problems).toEqual([])
  expect(resource?.listing).toMatchObject({
    name: 'Bücher lesen',
    uri: 'mcp://resources/B%C3%BCcher%20lesen',
  })
})

const book = (uri?: string) => ({
  path: '/books/{id}',
  operation: { parameters: [{ name: 'lang', in: 'query' }] },
  mcp: { type: 'resource', ...(uri === undefined ? {} : { uri }) },
})
const header = (required: boolean) => ({
  operation: { parameters: [{ name: 'X-Tenant', in: 'header', required, schema: { type: 'string' } }] },
})

test.each([
  [{ method: 'POST' }, 'A resource is read by GET; POST /books cannot be one.', 'operation'],
  [book('shop://books'), 'The address lacks "id", which the operation requires.', 'mcp'],
  [book('shop://{id}{?langs}'), 'The operation has no path or query parameter "langs".', 'mcp'],
  [
    book('books/{id}'),
    '"books/{id}" cannot be the address of a resource: it must begin with a scheme',
    'mcp',
  ],
  [header(true), 'The address of a resource cannot hold "X-Tenant"', 'operation'],
])('%j is refused', (changes, message, at) => {
  const { resource, problems } = compileResource(toolSource(changes))
  expect(resource).toBeUndefined()
  expect(problems).toMatchObject([
    { severity: 'error', at, message: expect.stringContaining(message) as string },
  ])
})

test('an optional header is left out, and one that is not enabled is left out silently', () => {
  expect(resourceOf(header(false)).listing?.uri).toBe('mcp://resources/listBooks')
  expect(compileResource(toolSource({ mcp: { enabled: false } }))).toEqual({
    resource: undefined,
    problems: [],
  })
})
