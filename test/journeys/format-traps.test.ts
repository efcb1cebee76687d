import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { traps } from '../support/format-traps.ts'

test('every trap is listed, and the gaps are these', () => {
  expect(Object.keys(traps)).toEqual(Array.from({ length: 20 }, (_, index) => `T${index + 1}`))
  const gaps = Object.keys(traps).filter((id) => traps[id]?.gap !== undefined)
  expect(gaps).toEqual(['T12', 'T19'])
})

describe.each(Object.entries(traps))('%s', (_, { shownBy, gap }) => {
  test('is shown by tests, or its gap is told', async () => {
    if (shownBy.length === 0) expect(gap).toBeDefined()
    for (const [file, words] of shownBy)
      expect(await readFile(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(words)
  })
})
