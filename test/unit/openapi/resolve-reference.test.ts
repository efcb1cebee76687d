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
    value: { pointer: '#/components/schemas/Book', value: { type: 'object' }, within: undefined },
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

test('what is named is found by its anchor or its id', () => {
  const named = {
    $self: 'https://example.com/api',
    components: {
      schemas: { A: { $anchor: 'a', $id: 'https://example.com/a', properties: { b: { type: 'null' } } } },
    },
  }
  const valueOf = (reference: string): unknown => {
    const resolved = resolveReference(named, reference)
    return resolved.ok ? resolved.value.value : resolved.error
  }
  expect(valueOf('#a')).toBe(named.components.schemas.A)
  expect(valueOf('https://example.com/a')).toBe(named.components.schemas.A)
  expect(valueOf('https://example.com/a#/properties/b')).toEqual({ type: 'null' })
  expect(valueOf('https://example.com/api#/components/schemas/A/properties/b')).toEqual({ type: 'null' })
  expect(valueOf('https://example.com/b')).toContain('points outside this file')
})

test('a place behind a reference is found, and a circle of such places ends', () => {
  const nested = {
    a: { $ref: '#/b' },
    b: { properties: { c: { type: 'integer' } } },
    x: { $ref: '#/y/z' },
    y: { $ref: '#/x/z' },
  }
  expect(resolveReference(nested, '#/a/properties/c')).toMatchObject({
    ok: true,
    value: { value: { type: 'integer' } },
  })
  expect(resolveReference(nested, '#/x/z').ok).toBe(false)
})

test('the schemas around a reference count when the document has no such place, before it when they have an id', () => {
  const around = { $defs: { A: { type: 'string' } } }
  const both = { $defs: { A: { type: 'number' } } }
  const typeOf = (document: Record<string, unknown>, enclosing: Record<string, unknown>): unknown => {
    const resolved = resolveReference(document, '#/$defs/A', [enclosing])
    return resolved.ok ? (resolved.value.value as Record<string, unknown>)['type'] : undefined
  }
  expect(typeOf({}, around)).toBe('string')
  expect(typeOf(both, around)).toBe('number')
  expect(typeOf(both, { ...around, $id: 'https://example.com/a' })).toBe('string')
})
