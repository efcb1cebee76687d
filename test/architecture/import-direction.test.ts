import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layerOf, mayImport, siblingOf } from './import-table.ts'
import { importsOf, parseSource, readSources, repository, type Source } from './source-tree.ts'

function wrongImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const from = layerOf(source.path)
    if (from === undefined) return [`${source.path}: in no layer of the import table`]
    return importsOf(source).flatMap(({ file, line }) => {
      if (file === undefined) return []
      const to = layerOf(file)
      const place = `${source.path}:${line} -> ${file}`
      if (to === undefined) return [`${place}: leaves the layers`]
      if (to !== from && mayImport[from]?.includes(to) !== true)
        return [`${place}: ${from} may not import ${to}`]
      const apart = siblingOf(source.path) !== siblingOf(file) && siblingOf(source.path) !== undefined
      return to === from && apart && siblingOf(file) !== undefined ? [`${place}: siblings stay apart`] : []
    })
  })
}

/** Layers that reach themselves through the rows of the table. */
function circularLayers(table: Readonly<Record<string, readonly string[]>>): string[] {
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (table[from] ?? []).some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, to, seen)
    })
  return Object.keys(table).filter((layer) => reaches(layer, layer, new Set()))
}

test('every import of src goes down the table', () => {
  expect(wrongImports(readSources('src'))).toEqual([])
})

test('the table names only layers it has, and has no circle', () => {
  const unknown = Object.values(mayImport)
    .flat()
    .filter((layer) => !(layer in mayImport))
  expect(unknown).toEqual([])
  expect(circularLayers(mayImport)).toEqual([])
})

/** The rows of the first Markdown table whose head starts with `layer`. */
function documentedTable(markdown: string): Record<string, readonly string[]> {
  const table = /^\| *layer .*\n\|.*\n((?:\|.*\n)+)/m.exec(markdown)?.[1] ?? ''
  const rows = table
    .trimEnd()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
  return Object.fromEntries(
    rows.map(([, layer = '', below = '']) => [layer, below === '–' ? [] : below.split(', ')]),
  )
}

test('ARCHITECTURE.md shows the same table', () => {
  expect(documentedTable(readFileSync(join(repository, 'ARCHITECTURE.md'), 'utf8'))).toEqual(mayImport)
})

test('a wrong import, also of a type or a dynamic one, is found', () => {
  const planted = [
    parseSource('gateway/a.ts', `import { b } from '../policies/inbound/b/b.ts'`),
    parseSource('gateway/c.ts', `export type C = import('../mcp/d.ts').D`),
    parseSource('foundation/e.ts', `const f = await import('../storage/f.ts')`),
    parseSource('policies/inbound/g/g.ts', `import type { H } from '../h/h.ts'`),
    parseSource('foundation/i.ts', `export { j } from '../../test/j.ts'`),
    parseSource('attic/k.ts', ''),
    parseSource('handlers/l/l.ts', `import { m } from './m.ts'\nimport { n } from '../../gateway/n.ts'`),
  ]
  expect(wrongImports(planted)).toEqual([
    'gateway/a.ts:1 -> policies/inbound/b/b.ts: gateway may not import policies',
    'gateway/c.ts:1 -> mcp/d.ts: gateway may not import mcp',
    'foundation/e.ts:1 -> storage/f.ts: foundation may not import storage',
    'policies/inbound/g/g.ts:1 -> policies/inbound/h/h.ts: siblings stay apart',
    'foundation/i.ts:1 -> ../test/j.ts: leaves the layers',
    'attic/k.ts: in no layer of the import table',
  ])
})

test('a circle in the table is found', () => {
  expect(circularLayers({ a: ['b'], b: ['c'], c: ['b'], d: ['a'] })).toEqual(['b', 'c'])
})
