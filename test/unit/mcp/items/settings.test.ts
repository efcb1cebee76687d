import { expect, test } from 'vitest'
import { completions, itemMeta, itemSettings } from '../../../../src/mcp/items/settings.ts'

test('every setting is described', () => {
  for (const schema of [...Object.values(itemSettings), completions, itemMeta]) {
    expect(schema.description).toMatch(/^[A-Z].*\.$/)
  }
})

test('completions are lists of plain values', () => {
  expect(completions.safeParse({ lang: ['en', 1, true] }).success).toBe(true)
  expect(completions.safeParse({ lang: [{}] }).success).toBe(false)
})
