import { expect, test } from 'vitest'
import { importsOf, parseSource, readSources, type Source } from './source-tree.ts'

/** Each circle once, as the path that walks it; type imports count. */
function importCycles(sources: readonly Source[]): string[] {
  const imports = new Map(
    sources.map((source) => [source.path, importsOf(source).flatMap(({ file }) => file ?? [])] as const),
  )
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start !== -1) cycles.push([...trail.slice(start), path].join(' -> '))
    if (start !== -1 || done.has(path)) return
    for (const next of imports.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return cycles
}

test('no files of src import each other in a circle', () => {
  expect(importCycles(readSources('src'))).toEqual([])
})

test('a circle of values, of types, or of a file with itself is found', () => {
  const planted = [
    parseSource('a.ts', `import { b } from './b.ts'`),
    parseSource('b.ts', `import type { C } from './deep/c.ts'`),
    parseSource('deep/c.ts', `export type C = import('../a.ts').A`),
    parseSource('d.ts', `export * from './d.ts'`),
    parseSource('e.ts', `import { b } from './b.ts'`),
  ]
  expect(importCycles(planted)).toEqual(['a.ts -> b.ts -> deep/c.ts -> a.ts', 'd.ts -> d.ts'])
})
