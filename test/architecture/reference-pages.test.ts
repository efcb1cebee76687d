import { expect, test } from 'vitest'
import { importsOf, parseSource, readSources, type Source } from './source-tree.ts'

const contract = 'gateway/reference-page.ts'
const isPage = (path: string): boolean => /^(?:policies|handlers)\/.*\/page\.ts$/.test(path)

/** Imports by which a reference page would get into the running gateway, or code into a page. */
function wrongImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap(({ file, target, line }) => {
      const isFromPage = isPage(source.path) && file !== contract
      const isOfPage = file !== undefined && (isPage(file) || (file === contract && !isPage(source.path)))
      return isFromPage || isOfPage ? [`${source.path}:${line} -> ${target}`] : []
    }),
  )
}

test('reference pages are data: they import their contract alone, and no code imports them', () => {
  expect(wrongImports(readSources('src'))).toEqual([])
})

test('code in a page, and a page in code, are found', () => {
  const planted = [
    parseSource('policies/inbound/a/page.ts', `import type { R } from '../../../gateway/reference-page.ts'`),
    parseSource(
      'policies/inbound/b/page.ts',
      `import { options } from './options.ts'\nimport * as z from 'zod'`,
    ),
    parseSource('policies/inbound/c/c.ts', `import { page } from './page.ts'`),
  ]
  expect(wrongImports(planted)).toEqual([
    'policies/inbound/b/page.ts:1 -> ./options.ts',
    'policies/inbound/b/page.ts:2 -> zod',
    'policies/inbound/c/c.ts:1 -> ./page.ts',
  ])
})
