import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { parseSource, repository, type Source } from './source-tree.ts'

/**
 * The published names, one list for each entry of `exports` in package.json, types included. A red pin asks: is the change
 * meant, and does CHANGELOG.md say it? A name that goes away breaks somebody's project.
 */
const pins = JSON.parse(readFileSync(new URL('public-surface.json', import.meta.url), 'utf8')) as Record<
  string,
  readonly string[]
>

/** The source of each published entry, found through its type declarations. */
function publishedEntries(): Record<string, Source> {
  const { exports } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string }>
  }
  const entries = Object.entries(exports).flatMap(([name, target]) => {
    if (typeof target === 'string') return []
    const path = target.types.replace('./dist/types/', 'src/').replace(/\.d\.ts$/, '.ts')
    return [[name, parseSource(path, readFileSync(join(repository, path), 'utf8'))] as const]
  })
  return Object.fromEntries(entries)
}

/** Names a file exports, sorted; `export *` cannot be pinned and shows as itself. */
function exportedNames(source: Source): string[] {
  return source.tree.statements.flatMap((statement) => namesOf(statement)).sort()
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement
    return exportClause !== undefined && ts.isNamedExports(exportClause)
      ? exportClause.elements.map(({ name }) => name.text)
      : [statement.getText()]
  }
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  if (!isExported) return []
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  }
  const named = statement as ts.DeclarationStatement
  return named.name === undefined ? ['default'] : [named.name.getText()]
}

test('the published names are the pinned ones', () => {
  const found = Object.entries(publishedEntries()).map(
    ([name, source]) => [name, exportedNames(source)] as const,
  )
  expect(Object.fromEntries(found)).toEqual(pins)
})

test('every kind of export is seen', () => {
  const planted = parseSource(
    'entry.ts',
    [
      `export { a, type B, c as d } from './a.ts'`,
      `export const e = 1, f = 2`,
      `export async function g() {}`,
      `export class H {}`,
      `export interface I {}`,
      `export type J = I`,
      `export default function () {}`,
      `export * from './k.ts'`,
      `const l = 1`,
    ].join('\n'),
  )
  expect(exportedNames(planted)).toEqual(
    ['B', 'H', 'I', 'J', 'a', 'd', 'default', 'e', `export * from './k.ts'`, 'f', 'g'].sort(),
  )
})
