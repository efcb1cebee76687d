import { expect, it } from 'vitest'
import { parseDuration } from '../../../../src/cli/keys/parse-duration.ts'

it.each([
  ['0s', 0],
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['12h', 43_200_000],
  ['7d', 604_800_000],
])('%s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

it.each(['', '7', 'd', '-1d', '1.5h', '1w', '1d '])('refuses %j', (text) => {
  expect(() => parseDuration(text)).toThrow('A duration is')
})
