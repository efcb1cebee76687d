import { expect, test } from 'vitest'
import { definitionName, pruneDefinitions } from '../../../../../src/mcp/tools/curation/prune-definitions.ts'

test('definitions stay that something leads to, through others too, circles included', () => {
  const $defs = {
    A: { properties: { b: { $ref: '#/$defs/B' } } },
    B: { items: { $ref: '#/$defs/A' } },
    C: { $ref: '#/$defs/A' },
  }
  const schema = { type: 'object', properties: { a: { $ref: '#/$defs/A' } } }
  expect(pruneDefinitions({ ...schema, $defs })).toEqual({ ...schema, $defs: { A: $defs.A, B: $defs.B } })
})

test('no definition is left where none is used', () => {
  expect(pruneDefinitions({ type: 'object', $defs: { A: {} } })).toEqual({ type: 'object' })
  const plain = { type: 'object' }
  expect(pruneDefinitions(plain)).toBe(plain)
})

test('only a reference to a definition names one', () => {
  expect(definitionName('#/$defs/Book_2')).toBe('Book_2')
  expect(definitionName('#/components/schemas/Book')).toBeUndefined()
})
