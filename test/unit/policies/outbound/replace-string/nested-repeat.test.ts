import { expect, test } from 'vitest'
import { findNestedRepeat } from '../../../../../src/policies/outbound/replace-string/nested-repeat.ts'

test.each([
  ['(a+)+', '(a+)'],
  ['x(?:[a-z]*b)*y', '(?:[a-z]*b)'],
  ['((ab+)c){2,}', '((ab+)c)'],
  ['(\\d+,?)+$', '(\\d+,?)'],
])('%s repeats within a repetition', (pattern, group) => {
  expect(findNestedRepeat(pattern)).toBe(group)
})

test.each(['a+b+', '(ab)+', '(a+)b', '[(+]+', '\\(a+\\)+', '(a{1,9})+', '(?:https?://)+', 'unclosed)'])(
  '%s does not',
  (pattern) => {
    expect(findNestedRepeat(pattern)).toBeUndefined()
  },
)
