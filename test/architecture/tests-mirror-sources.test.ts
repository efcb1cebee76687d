import ts from 'typescript'
import { expect, test } from 'vitest'
import { parseSource, readPaths, readSources, type Source } from './source-tree.ts'

/** Reference pages are data; a journey runs each of them. */
const isPage = (path: string): boolean => /^(?:policies|handlers)\/.*\/page\.ts$/.test(path)

/** Source files with code that runs and no test of the same path; `b.test.ts` and `b.<word>.test.ts` are tests of `b.ts`. */
function untested(sources: readonly Source[], tests: readonly string[]): string[] {
  const tested = new Set(tests.map(testedPath))
  return sources
    .filter((source) => hasRuntimeCode(source) && !tested.has(source.path) && !isPage(source.path))
    .map(({ path }) => path)
}

/** Unit tests whose source file is gone or has moved. */
function orphaned(sources: readonly Source[], tests: readonly string[]): string[] {
  const known = new Set(sources.map(({ path }) => path))
  return tests.filter((path) => path.endsWith('.test.ts') && !known.has(testedPath(path)))
}

function testedPath(path: string): string {
  return path.replace(/(?:\.[a-z-]+)?\.test\.ts$/, '.ts')
}

/** False for contracts (types and interfaces only), declarations, and entries that only pass names on. */
function hasRuntimeCode(source: Source): boolean {
  if (source.tree.isDeclarationFile) return false
  // A reference page is data, and a journey runs its example.
  if (source.path.endsWith('/page.ts')) return false
  return source.tree.statements.some(
    (statement) =>
      !ts.isImportDeclaration(statement) &&
      !ts.isExportDeclaration(statement) &&
      !ts.isInterfaceDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement),
  )
}

test('every source file with code has a unit test, and every unit test its source file', () => {
  const sources = readSources('src')
  const tests = readPaths('test/unit')
  expect({ untested: untested(sources, tests), orphaned: orphaned(sources, tests) }).toEqual({
    untested: [],
    orphaned: [],
  })
})

test('a file without a test and a test without a file are found', () => {
  const planted = [
    parseSource('a/contract.ts', `import type { B } from './b.ts'\nexport interface A {}\nexport type C = B`),
    parseSource('a/library.d.ts', `export declare const l: number`),
    parseSource('a/entry.ts', `export { b } from './b.ts'`),
    parseSource('a/b.ts', 'export const b = 1'),
    parseSource('a/c.ts', 'export function c() {}'),
    parseSource('a/d.ts', 'export class D {}'),
    parseSource('handlers/e/page.ts', 'export const page = {}'),
  ]
  const tests = ['a/b.hostile.test.ts', 'a/d.test.ts', 'a/gone.test.ts']
  expect(untested(planted, tests)).toEqual(['a/c.ts'])
  expect(orphaned(planted, tests)).toEqual(['a/gone.test.ts'])
})
