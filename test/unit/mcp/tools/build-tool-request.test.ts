import { expect, test } from 'vitest'
import { buildToolRequest } from '../../../../src/mcp/tools/build-tool-request.ts'
import type { ToolSource } from '../../../../src/mcp/tools/tool.ts'
import { toolOf } from '../../../support/mcp-world.ts'

function build(changes: Partial<ToolSource>, args: Record<string, unknown>) {
  return buildToolRequest(toolOf(changes).plan, args)
}

function built(changes: Partial<ToolSource>, args: Record<string, unknown>) {
  const request = build(changes, args)
  if (!request.ok) throw new Error(request.error)
  return request.value
}

function refusal(changes: Partial<ToolSource>, args: Record<string, unknown>): string {
  const request = build(changes, args)
  return request.ok ? '' : request.error
}

const body = (mediaType: string, schema: unknown, required = true) => ({
  requestBody: { required, content: { [mediaType]: { schema } } },
})
const parameter = (name: string, place: string, schema: unknown = {}) => ({ name, in: place, schema })
const book: Partial<ToolSource> = {
  method: 'PUT',
  path: '/shops/{shop}/books/{id}',
  operation: {
    parameters: [
      parameter('limit', 'query'),
      parameter('X-Tenant', 'header'),
      parameter('session', 'cookie'),
    ],
    ...body('application/json', { type: 'object', properties: { title: {} } }),
  },
}

test('every argument goes where its parameter belongs', () => {
  const args = { shop: 'a b', id: 'x/ü', limit: 5, 'X-Tenant': 'blue', session: 's;1', title: 'Emma' }
  expect(built(book, args)).toEqual({
    method: 'PUT',
    path: '/shops/a%20b/books/x%2F%C3%BC',
    search: '?limit=5',
    headers: { 'x-tenant': 'blue', cookie: 'session=s%3B1', 'content-type': 'application/json' },
    params: { shop: 'a b', id: 'x/ü' },
    body: '{"title":"Emma"}',
  })
})

test('arguments that are left out leave no trace', () => {
  expect(built(book, { shop: 'a', id: 'b' })).toMatchObject({
    search: '',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
})

test.each(['..', '.'])('a path segment %j is refused', (id) => {
  expect(refusal(book, { shop: 'a', id })).toMatch(/path segment/)
})

test('dots that several arguments make together are refused, dots within a name are not', () => {
  const path = '/files/{a}{b}'
  expect(refusal({ path }, { a: '.', b: '.' })).toMatch(/path segment/)
  expect(built({ path }, { a: '.', b: 'git' }).path).toBe('/files/.git')
  expect(built({ path }, { a: '..', b: '/x' }).path).toBe('/files/..%2Fx')
})

test('what is encoded already is not decoded on the way', () => {
  expect(built(book, { shop: '%2e%2e', id: '%2F' }).path).toBe('/shops/%252e%252e/books/%252F')
})

test.each([[''], [null], [undefined], [[]]])('an empty path argument (%j) is refused', (id) => {
  expect(refusal(book, { shop: 'a', id })).toBe('/id must not be empty: it is part of the path')
})

test.each(['a\r\nx-admin: 1', 'a\u0000', 'ключ'])('a header cannot hold %j', (value) => {
  const refused = refusal(book, { shop: 'a', id: 'b', 'X-Tenant': value })
  expect(refused).toBe('/X-Tenant must be text that an HTTP header can hold')
})

test('half a surrogate pair is refused, and so is nesting without end', () => {
  expect(refusal(book, { shop: '\ud800', id: 'b' })).toMatch(/Unicode/)
  let deep: unknown = 1
  for (let level = 0; level < 200_000; level++) deep = { a: deep }
  expect(refusal(book, { shop: 'a', id: 'b', title: deep })).toMatch(/nested too deep/)
})

test('without parameters the arguments are the body', () => {
  const post = { method: 'POST', operation: body('application/json', { type: 'object' }) }
  expect(built(post, { a: { b: [1] } }).body).toBe('{"a":{"b":[1]}}')
})

test('an optional body is sent only when something belongs to it', () => {
  const operation = {
    parameters: [parameter('limit', 'query')],
    ...body('application/json', { type: 'object', properties: { a: {} } }, false),
  }
  expect(built({ method: 'POST', operation }, { limit: 1 })).toMatchObject({ body: undefined, headers: {} })
  expect(built({ method: 'POST', operation }, { limit: 1, a: null }).body).toBe('{"a":null}')
})

test('an argument called __proto__ reaches the body as such', () => {
  const operation = {
    parameters: [parameter('limit', 'query')],
    ...body('application/json', { type: 'object' }),
  }
  const args = JSON.parse('{"limit":1,"__proto__":{"admin":true}}') as Record<string, unknown>
  expect(built({ method: 'POST', operation }, args).body).toBe('{"__proto__":{"admin":true}}')
})

test('names that every object inherits do not count as given', () => {
  const operation = { parameters: [parameter('constructor', 'query'), parameter('toString', 'header')] }
  expect(built({ operation }, {})).toMatchObject({ search: '', headers: {} })
})

test('a body that is one argument is written as it is', () => {
  const list = { method: 'POST', operation: body('application/json', { type: 'array' }, false) }
  expect(built(list, { body: [1, 'a'] }).body).toBe('[1,"a"]')
  expect(built(list, {}).body).toBeUndefined()
})

test('forms and texts are written in their own way', () => {
  const form = body('application/x-www-form-urlencoded', {
    type: 'object',
    properties: { a: {}, b: {}, c: {} },
  })
  const request = built({ method: 'POST', operation: form }, { a: 'x y&z', b: [1, 2], c: { d: 1 } })
  expect(request.body).toBe('a=x+y%26z&b=1&b=2&c=%7B%22d%22%3A1%7D')
  expect(request.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' })
  const text = { method: 'POST', operation: body('text/plain', { type: 'string' }) }
  expect(built(text, { body: 'Hello "you"' })).toMatchObject({
    body: 'Hello "you"',
    headers: { 'content-type': 'text/plain' },
  })
})
