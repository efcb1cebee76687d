import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { compilePattern, type TextPattern } from '../../../../src/policies/text/compile-pattern.ts'

function compiled(source: string, mayBeEmpty = false): TextPattern {
  const result = compilePattern(source, mayBeEmpty)
  if ('problem' in result) throw new Error(result.problem)
  return result.pattern
}

it.each([
  ['acme_[a-z]{8,}', 'my acme_secretsecret!'],
  ['(?:a|b)c+', 'acc bc'],
  [String.raw`\(a+\)+`, '(aa)))'],
  ['(?<year>\\d{4})-(\\d\\d)', 'on 2026-11 and 2025-01'],
  [String.raw`https?:\/\/\u{61}`, 'http://a https://b'],
  ['[^\\x00-\\x7F]', 'naïve 😀'],
  ['\\p{Lu}', 'aÄ'],
  ['^a|b$', 'aab'],
])('finds and replaces %s as JavaScript does', (source, text) => {
  const expected = new RegExp(source, 'gu')
  const pattern = compiled(source)
  expect(pattern.test(text)).toBe(true)
  expect(pattern.test('')).toBe(false)
  for (const replacement of ['<$&>', '$1', '$$', 'x'])
    expect(pattern.replaceAll(text, replacement)).toBe(text.replace(expected, replacement))
  expect(pattern.replaceAll(text, () => '$&')).toBe(text.replace(expected, () => '$&'))
})

it('puts groups back by name', () => {
  expect(compiled('(?<n>a+)').replaceAll('caat', '[$<n>]')).toBe('c[aa]t')
})

it('replaces as JavaScript does whatever the text', () => {
  const pattern = compiled('(a|ab)(c|bcd)*')
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '😀') }), (text) => {
      expect(pattern.replaceAll(text, '[$1]')).toBe(text.replace(/(a|ab)(c|bcd)*/gu, '[$1]'))
    }),
  )
})

it.each(['(a|a)*b', '(a+)+b', '((a+)b?)*c', '(a*)*b'])(
  'ends with %s, where JavaScript does not',
  (source) => {
    expect(compiled(source, true).test('a'.repeat(20_000))).toBe(false)
  },
)

it.each(['[a-z]{1,70}[0-9]', '[A-Za-z0-9_-]{128}', 'key_[0-9a-f]{64}'])('takes %s', (source) => {
  expect(compiled(source).test('-')).toBe(false)
})

it.each([
  ['(', 'missing closing )', 'nearly that of JavaScript'],
  ['a*', 'matches the empty text', '+ in place of *'],
  ['(?=a)b', 'is not a regular expression of RE2', 'look-around'],
  ['(?<!a)b', 'is not a regular expression of RE2', 'look-around'],
  ['(a)\\1', 'is not a regular expression of RE2', 'back-references'],
  ['(?>a)b', 'is not a regular expression of RE2', 'atomic groups'],
  ['a{2000}', 'is not a regular expression of RE2', 'counts over 1000'],
  ['[a-z]{1,400}[0-9]', 'may cost 802 steps, and 150 are the most', '{20,}'],
  ['(?:a?){80}[0-9]', 'is too large', 'Make several'],
  ['a'.repeat(1_001), 'longer than 1000', 'Make several'],
])('refuses %s, and says what to write', (source, problem, hint) => {
  expect(compilePattern(source)).toEqual({
    problem: expect.stringContaining(problem) as string,
    hint: expect.stringContaining(hint) as string,
  })
})
