import { expect, test } from 'vitest'
import { resolveObject, resolveReference } from '../../../src/openapi/resolve-reference.ts'

const document = {
  components: {
    schemas: {
      Book: { type: 'object' },
      Alias: { $ref: '#/components/schemas/Book' },
      'a/b~c d': { type: 'string' },
      Loop: { $ref: '#/components/schemas/Pool' },
      Pool: { $ref: '#/components/schemas/Loop' },
    },
  },
}

test('a pointer is followed to its end', () => {
  expect(resolveReference(document, '#/components/schemas/Alias')).toEqual({
    ok: true,
    value: { pointer: '#/components/schemas/Book', value: { type: 'object' } },
  })
})

test('escapes of pointers and of URIs are undone', () => {
  const resolved = resolveReference(document, '#/components/schemas/a~1b~0c%20d')
  expect(resolved.ok && resolved.value.value).toEqual({ type: 'string' })
})

test.each([
  ['#/components/schemas/Nothing', 'points to nothing'],
  ['#/components/schemas/constructor', 'points to nothing'],
  ['#Book', 'points to nothing'],
  ['#/components/schemas/%E0%A4%A', 'points to nothing'],
  ['#/components/schemas/Loop', 'points to itself'],
  ['https://example.com/book.json', 'points outside this file'],
  ['./book.json#/Book', 'points outside this file'],
])('%s is refused: it %s', (reference, reason) => {
  const resolved = resolveReference(document, reference)
  expect(resolved.ok ? '' : resolved.error).toContain(reason)
})

test('an object is itself or what it refers to', () => {
  expect(resolveObject(document, { a: 1 })).toEqual({ a: 1 })
  expect(resolveObject(document, { $ref: '#/components/schemas/Alias' })).toEqual({ type: 'object' })
  expect(resolveObject(document, { $ref: '#/nowhere' })).toBeUndefined()
  expect(resolveObject(document, 'text')).toBeUndefined()
})
