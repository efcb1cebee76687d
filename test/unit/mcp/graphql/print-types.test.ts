import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { printTypes } from '../../../../src/mcp/graphql/print-types.ts'

const schema = buildSchema(`
  "A book."
  type Book implements Node { id: ID!, title: String!, author: Author!, format(kind: Format): String }
  type Author { name: String!, books: [Book!]! }
  enum Format { PAPER, SOUND }
  interface Node { id: ID! }
  union Found = Book | Author
  input BookFilter { format: Format }
  type Query { books(filter: BookFilter): [Book!]!, find(text: String!): Found }
  type Mutation { addBook(title: String!): Book! }
`)
const print = (types: string[], depth = 0, limit = 10_000) => {
  const printed = printTypes(schema, { types, depth }, limit)
  return printed.ok ? printed.value : `refused: ${printed.error}`
}
const named = (text: string) =>
  [...text.matchAll(/^(?:type|enum|interface|union|input) (\w+)/gm)].map((m) => m[1])

test('without types the whole schema is given', () => {
  expect(named(print([]))).toEqual([
    'Book',
    'Author',
    'Format',
    'Node',
    'Found',
    'BookFilter',
    'Query',
    'Mutation',
  ])
  expect(print([])).toContain('"""A book."""')
})

test('types are given alone, or with what they refer to', () => {
  expect(named(print(['Author']))).toEqual(['Author'])
  expect(named(print(['Author'], 1))).toEqual(['Author', 'Book'])
  expect(named(print(['Author'], 2))).toEqual(['Author', 'Book', 'Format', 'Node'])
  expect(named(print(['Found'], 1))).toEqual(['Found', 'Book', 'Author'])
  expect(named(print(['BookFilter'], 1))).toEqual(['BookFilter', 'Format'])
})

test('an unknown type is refused with the nearest one', () => {
  expect(print(['Bok'])).toBe('refused: The schema has no type "Bok" (did you mean "Book"?)')
})

test('a schema that is too long is given as an overview', () => {
  const text = print([], 0, 400)
  expect(text).toContain('Ask for parts of it by "types"')
  expect(text).toContain('# Query: books, find')
  expect(text).toContain('# Mutation: addBook')
  expect(text).toContain('# Enums: Format')
  expect(text.length).toBeLessThan(420)
})

test('types that would be too long together are named instead', () => {
  const text = print(['Author', 'Book', 'Query'], 0, 60)
  expect(named(text)).toEqual(['Author'])
  expect(text).toContain('ask for them by name: Book, Query')
})
