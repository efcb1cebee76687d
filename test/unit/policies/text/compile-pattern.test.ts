import { expect, it } from 'vitest'
import { compilePattern } from '../../../../src/policies/text/compile-pattern.ts'

it.each(['acme_[a-z]{8,}', '(?:a|b)c+', 'a+b+', String.raw`\(a+\)+`, '[(a+]+', '(?:key|token)-[0-9]+'])(
  'takes %s',
  (pattern) => {
    expect(compilePattern(pattern, 'g')).toEqual({ expression: new RegExp(pattern, 'g') })
  },
)

it.each([
  ['(', 'is not a regular expression'],
  ['a*', 'matches the empty text'],
  ['(a+)+b', 'may never end'],
  ['((a+)b)*c', 'may never end'],
  ['(a|a)+b', 'may never end'],
  ['(a{2,}){3,}', 'may never end'],
  ['a'.repeat(1_001), 'longer than 1000'],
])('refuses %s', (pattern, why) => {
  expect(compilePattern(pattern, 'g')).toEqual({ problem: expect.stringContaining(why) as string })
})
