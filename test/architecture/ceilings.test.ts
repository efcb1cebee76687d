import ts from 'typescript'
import { expect, test } from 'vitest'
import { lineOf, parseSource, readSources, walk, type Source } from './source-tree.ts'

const fileCeiling = 400
const functionCeiling = 80

/** Files above the ceiling and the length each may have at most; it starts empty and only ever shrinks. */
const ratchet: Readonly<Record<string, number>> = {}

function longFiles(sources: readonly Source[], allowed: Readonly<Record<string, number>>): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length
    const most = allowed[path] ?? fileCeiling
    return lines > most ? [`${path}: ${lines} lines, at most ${most}`] : []
  })
}

function longFunctions(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const found: string[] = []
    walk(source.tree, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return
      const start = lineOf(source, node)
      const lines = source.tree.getLineAndCharacterOfPosition(node.end).line + 2 - start
      if (lines > functionCeiling) found.push(`${source.path}:${start}: a function of ${lines} lines`)
    })
    return found
  })
}

/** Entries of the ratchet that are no longer needed. */
function staleEntries(sources: readonly Source[], allowed: Readonly<Record<string, number>>): string[] {
  const long = new Set(
    sources.filter(({ text }) => text.trimEnd().split('\n').length > fileCeiling).map(({ path }) => path),
  )
  return Object.keys(allowed).filter((path) => !long.has(path))
}

test('no file is longer than its ceiling', () => {
  for (const folder of ['src', 'test', 'examples', 'bench', 'ci', 'scripts']) {
    expect(longFiles(readSources(folder), ratchet), folder).toEqual([])
  }
  expect(staleEntries(readSources('src'), ratchet)).toEqual([])
})

test('no function is longer than its ceiling', () => {
  for (const folder of ['src', 'examples', 'bench', 'scripts']) {
    expect(longFunctions(readSources(folder)), folder).toEqual([])
  }
})

test('a long file, a long function and a needless exception are found', () => {
  const lines = (count: number): string => 'x()\n'.repeat(count)
  const planted = [
    parseSource('a.ts', lines(401)),
    parseSource('b.ts', lines(400)),
    parseSource('c.ts', `function c() {\n${lines(79)}}`),
    parseSource('d.ts', `function d() {\n${lines(78)}}`),
    parseSource('e.ts', `const e = {\n  run: async () => {\n${lines(79)}},\n}`),
  ]
  expect(longFiles(planted, { 'b.ts': 399 })).toEqual([
    'a.ts: 401 lines, at most 400',
    'b.ts: 400 lines, at most 399',
  ])
  expect(longFunctions(planted)).toEqual(['c.ts:1: a function of 81 lines', 'e.ts:2: a function of 81 lines'])
  expect(staleEntries(planted, { 'a.ts': 401, 'b.ts': 400 })).toEqual(['b.ts'])
})
