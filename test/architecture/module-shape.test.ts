import ts from 'typescript'
import { expect, test } from 'vitest'
import { lineOf, parseSource, readSources, walk, type Source } from './source-tree.ts'

/** The published entries: the only files that may pass names of other files on. */
const entries = new Set(['index.ts', 'testing/index.ts', 'testing/test.ts', 'runtimes/node/serve-project.ts'])
const silencers = /@ts-(?:ignore|expect-error|nocheck)|eslint-disable/

function looseTypes(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const found: string[] = []
    walk(source.tree, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${source.path}:${lineOf(source, node)}: any`)
    })
    source.text.split('\n').forEach((line, index) => {
      if (silencers.test(line)) found.push(`${source.path}:${index + 1}: silences a check`)
    })
    return found
  })
}

function defaultExports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    source.tree.statements
      .filter((statement) => ts.isExportAssignment(statement) || hasDefaultModifier(statement))
      .map((statement) => `${source.path}:${lineOf(source, statement)}: default export`),
  )
}

function hasDefaultModifier(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false
}

function barrels(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => !entries.has(path))
    .flatMap((source) =>
      source.tree.statements
        .filter((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined)
        .map((statement) => `${source.path}:${lineOf(source, statement)}: passes on names of another file`),
    )
}

test('src has no any and silences no check', () => {
  expect(looseTypes(readSources('src'))).toEqual([])
})

test('src has no default exports and no barrels', () => {
  const sources = readSources('src')
  expect(defaultExports(sources)).toEqual([])
  expect(barrels(sources)).toEqual([])
})

test('loose types, silenced checks, default exports and barrels are found', () => {
  const silencer = ['// @ts', 'ignore'].join('-')
  const planted = [
    parseSource(
      'a.ts',
      `const a: any = 1\nconst b = 'any'\n${silencer}\nconst c = <T>(d: T[]) => d as any[]`,
    ),
    parseSource('b.ts', `export default function b() {}\nconst c = 1\nexport { c }`),
    parseSource('c.ts', `export default 1`),
    parseSource('d.ts', `export * from './a.ts'\nexport type { E } from './e.ts'`),
    parseSource('index.ts', `export { c } from './b.ts'`),
  ]
  expect(looseTypes(planted)).toEqual(['a.ts:1: any', 'a.ts:4: any', 'a.ts:3: silences a check'])
  expect(defaultExports(planted)).toEqual(['b.ts:1: default export', 'c.ts:1: default export'])
  expect(barrels(planted)).toEqual([
    'd.ts:1: passes on names of another file',
    'd.ts:2: passes on names of another file',
  ])
})
