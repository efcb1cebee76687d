import { expect, test } from 'vitest'
import { profileNames, profiles } from '../../../../../src/mcp/tools/profiles/profile.ts'

test('every name has a profile, which knows its name', () => {
  expect(profileNames.map((name) => profiles[name].name)).toEqual([...profileNames])
})

test('the default takes no more than any of the others', () => {
  const { default: safe, claude, gemini, openai } = profiles
  for (const other of [claude, openai]) {
    for (const keyword of other.without) expect(safe.without).toContain(keyword)
    expect(safe.deepest).toBeLessThanOrEqual(other.deepest)
    expect(safe.mostProperties).toBeLessThanOrEqual(other.mostProperties)
    expect(safe.longestDescription).toBeLessThanOrEqual(other.longestDescription)
    for (const format of safe.formats ?? [])
      expect(other.formats === undefined || other.formats.has(format)).toBe(true)
  }
  expect(safe).toMatchObject({
    inlines: gemini.inlines,
    needsType: true,
    composesRoot: false,
    hasAllOf: false,
  })
})
