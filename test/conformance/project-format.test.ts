import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { promises } from '../support/format-promises.ts'
import { openTraps, traps } from '../support/format-traps.ts'
import { readCitations } from '../support/shows.ts'

const root = join(import.meta.dirname, '..')
const citations = readCitations()
const duties = { ...traps, ...promises }
const citing = (ids: object) => citations.filter(({ id }) => id in ids)

test('every trap and every promise is shown by a test, but for the open ones', () => {
  const cited = new Set(citations.map(({ id }) => id))
  expect(Object.keys(duties).filter((id) => !cited.has(id))).toEqual(Object.keys(openTraps))
})

test('no test cites a trap or a promise that there is not', () => {
  const unknown = citations.filter(({ id }) => /^[TP]\d/.test(id) && !(id in duties))
  expect(unknown).toEqual([])
})

test('traps and promises are numbered without a gap, each with a sentence', () => {
  expect(Object.keys(traps)).toEqual(Array.from({ length: 20 }, (_, index) => `T${index + 1}`))
  expect(Object.keys(promises)).toEqual(Array.from({ length: 10 }, (_, index) => `P${index + 1}`))
  for (const sentence of Object.values(duties)) expect(sentence).toMatch(/^\S.*\.$/)
})

test('a test that shows one of them runs: its file leaves nothing out', () => {
  const files = new Set(citing(duties).map(({ file }) => file))
  const skipping = [...files].filter((file) =>
    /\.(?:skip|only|todo|fails)\b/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(skipping).toEqual([])
})

test('every project of the fixtures is started by a test', () => {
  const tests = readdirSync(join(root, 'journeys'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(root, 'journeys', path), 'utf8'))
  const names = readdirSync(join(root, 'fixtures/projects'))
  expect(names.length).toBeGreaterThanOrEqual(12)
  expect(names.filter((name) => !tests.some((text) => text.includes(`'${name}`)))).toEqual([])
})
