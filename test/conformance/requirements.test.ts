import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { requirements } from './requirements.ts'

/** Ids that tests cite by `shows`, wherever they stand. */
function citedIds(): readonly string[] {
  const root = join(import.meta.dirname, '..')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.test.ts'),
  )
  return files.flatMap((path) => idsIn(readFileSync(join(root, path), 'utf8')))
}

function idsIn(text: string): string[] {
  return [...text.matchAll(/\bshows\(\s*'(\w+)'/g)].map((match) => match[1] ?? '')
}

const known: readonly string[] = requirements.map(({ id }) => id)

test('every duty is shown by a test', () => {
  const cited = new Set(citedIds())
  expect(known.filter((id) => !cited.has(id))).toEqual([])
})

test('no test cites a duty that there is not', () => {
  expect(citedIds().filter((id) => !known.includes(id))).toEqual([])
})

test('a citation is found wherever it is broken into lines', () => {
  // Written so that this file itself cites nothing.
  const cite = 'shows('
  expect(idsIn([`${cite}'A1', 'x')`, `${cite}\n  'A99',`].join('\n'))).toEqual(['A1', 'A99'])
})

test('the list is the whole checklist, each duty once, with its place and a sentence', () => {
  expect(known).toEqual(Array.from({ length: 34 }, (_, index) => `A${index + 1}`))
  for (const { url, sentence } of requirements) {
    expect(url).toMatch(/^https:\/\/modelcontextprotocol\.io\/specification\//)
    expect(sentence).toMatch(/^\S.*\.$/)
  }
})
