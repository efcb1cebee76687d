import { expect, test } from 'vitest'
import { resolveReference } from '../../../src/openapi/resolve-reference.ts'
import { compileDocument } from '../../../src/project/compile-document.ts'
import type { OpenApiObject } from '../../../src/project/project.ts'
import { codesOf, compilationOf } from '../../support/compilation-of.ts'

const main = 'config/a.oas.json'

function bundle(files: Record<string, unknown>) {
  const compilation = compilationOf(files)
  const value = compilation.document(main)?.value as OpenApiObject
  return { value, bundled: compileDocument(value, main, compilation), compilation }
}

function follow(document: OpenApiObject, reference: string): unknown {
  const resolved = resolveReference(document, reference)
  return resolved.ok ? resolved.value.value : resolved.error
}

test('a document that refers to itself only stays as it is', () => {
  const { value, bundled } = bundle({ [main]: { paths: {}, a: { $ref: '#/paths' } } })
  expect(bundled).toBe(value)
})

test('references lead into other files and back, circles included', () => {
  const { bundled, compilation } = bundle({
    [main]: { a: { $ref: './schemas/book.json#/Book' }, local: { $ref: '#/b' }, b: { type: 'null' } },
    'config/schemas/book.json': {
      Book: {
        author: { $ref: '#/Author' },
        shelf: { $ref: '../shelf.yaml' },
        up: { $ref: '../a.oas.json#/b' },
      },
      Author: { type: 'string' },
    },
    'config/shelf.yaml': 'books:\n  $ref: schemas/book.json#/Book\n',
  })
  expect(codesOf(compilation)).toEqual([])
  const book = follow(bundled, (bundled['a'] as { $ref: string }).$ref) as Record<string, { $ref: string }>
  expect(follow(bundled, book['author']?.$ref ?? '')).toEqual({ type: 'string' })
  expect(follow(bundled, book['up']?.$ref ?? '')).toEqual({ type: 'null' })
  const shelf = follow(bundled, book['shelf']?.$ref ?? '') as Record<string, { $ref: string }>
  expect(follow(bundled, shelf['books']?.$ref ?? '')).toBe(book)
  expect(bundled['local']).toEqual({ $ref: '#/b' })
})

test('a file that is not there is reported at the reference; the network is left alone', () => {
  const { bundled, compilation } = bundle({
    [main]: { a: { $ref: './gone.json#/A' }, b: { $ref: 'https://example.com/b.json' } },
  })
  expect(compilation.diagnostics).toMatchObject([
    { severity: 'error', code: 'SALLYPORT_CONFIG_MISSING_FILE', file: main, line: 3 },
  ])
  expect(bundled['b']).toEqual({ $ref: 'https://example.com/b.json' })
})
