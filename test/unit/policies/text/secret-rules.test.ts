import { expect, it } from 'vitest'
import { secretRules } from '../../../../src/policies/text/secret-rules.ts'

it('have names of their own', () => {
  expect(new Set(secretRules.map(({ name }) => name)).size).toBe(secretRules.length)
})

it('are left after a bounded number of steps where they fail, so that work grows with the text alone', () => {
  const steps = secretRules.map(
    ({ shortest, beginnings }) => shortest + Math.max(...beginnings.map((b) => b.length)),
  )
  expect(Math.max(...steps)).toBeLessThanOrEqual(128)
  // A class with an unescaped bracket would let another repetition in.
  for (const { characters } of secretRules) expect(characters).not.toMatch(/[\][()*{}]/)
})
