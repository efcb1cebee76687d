import { expect, test } from 'vitest'
import { citedIds, readCitations } from '../support/shows.ts'
import { requirements } from './requirements.ts'

/** Duties of MCP that tests cite. */
const cited = readCitations().flatMap(({ id }) => (id.startsWith('A') ? id : []))

const known: readonly string[] = requirements.map(({ id }) => id)

test('every duty is shown by a test', () => {
  expect(known.filter((id) => !cited.includes(id))).toEqual([])
})

test('no test cites a duty that there is not', () => {
  expect(cited.filter((id) => !known.includes(id))).toEqual([])
})

test('a citation is found wherever it is broken into lines', () => {
  // Written so that this file itself cites nothing.
  const cite = 'shows('
  expect(citedIds([`${cite}'A1', 'x')`, `${cite}\n  'A99',`].join('\n'))).toEqual(['A1', 'A99'])
})

test('the list is the whole checklist, each duty once, with its place and a sentence', () => {
  expect(known).toEqual(Array.from({ length: 34 }, (_, index) => `A${index + 1}`))
  for (const { url, sentence } of requirements) {
    expect(url).toMatch(/^https:\/\/modelcontextprotocol\.io\/specification\//)
    expect(sentence).toMatch(/^\S.*\.$/)
  }
})
