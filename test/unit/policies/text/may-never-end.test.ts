import { expect, test } from 'vitest'
import { mayNeverEnd } from '../../../../src/policies/text/may-never-end.ts'

test.each(['(a+)+', 'x(?:[a-z]*b)*y', '((ab+)c){2,}', '(\\d+,?)+$', '(a|a)*$', '((a|b)c)+'])(
  '%s may never end',
  (pattern) => {
    expect(mayNeverEnd(pattern)).toBe(true)
  },
)

test.each([
  'a+b+',
  '(ab)+',
  '(a+)b',
  '(a|b)c',
  '[(+|]+',
  '\\(a+\\)+',
  '(a{1,9})+',
  '(?:https?://)+',
  'unclosed)',
])('%s ends', (pattern) => {
  expect(mayNeverEnd(pattern)).toBe(false)
})
