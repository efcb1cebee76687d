import { parseTree } from 'jsonc-parser'
import type { ParseError } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { describeSyntaxError } from '../../../../src/foundation/json/syntax-error.ts'

function describeFirst(text: string, previousEnd = 0) {
  const errors: ParseError[] = []
  parseTree(text, errors, { allowTrailingComma: true })
  return describeSyntaxError(errors[0]!, text, previousEnd)
}

test.each([
  ['{"a": 1', 'An object is not closed.', 7],
  ['[1', 'A list is not closed.', 2],
  ['{"a" 1}', 'A colon is missing between a key and its value.', 5],
  ['{"a": tru}', 'This is no JSON value.', 6],
  ["{'a': 1}", 'Single quotes do not hold text in JSON.', 1],
  ['{"a": "x\n}', 'A text is not closed on its line.', 6],
  ['{"a":1}}', 'The file goes on after its end.', 7],
  ['{"a":}', 'A value is expected here.', 5],
  ['/* x', 'A comment is not closed.', 0],
  ['{"a": "\\q"}', 'This escape is not known in JSON.', 6],
  ['{"a": [1}', '"}" closes what it did not open.', 8],
  ['{"a": 1, ...}', '"..." stands for something that is left out.', 9],
  ['  ', 'The file is empty.', 0],
])('%j: %s', (text, message, offset) => {
  expect(describeFirst(text)).toMatchObject({ message, offset })
})

test('a missing comma is reported after the value before it', () => {
  expect(describeFirst('{"a": 1\n\n"b": 2}', 7)).toMatchObject({ message: 'A comma is missing.', offset: 7 })
})

test('every error of the parser has a sentence and a hint', () => {
  // The codes of the package count from 1 to 16.
  for (let error = 1; error <= 16; error++) {
    const { message, hint } = describeSyntaxError({ error, offset: 1, length: 1 }, '{ }', 0)
    expect(message).toMatch(/^[A-Z"].*\.$/)
    expect(message).not.toBe('The file is not valid JSON here.')
    expect(hint).not.toBe('')
  }
})
