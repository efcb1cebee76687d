import { expect, test } from 'vitest'
import { describeKeyword, withSentence } from '../../../../../src/mcp/tools/profiles/describe-keyword.ts'

test.each([
  ['format', 'uuid', 'Format: uuid.'],
  ['pattern', '^a+$', 'Pattern: ^a+$'],
  ['pattern', 'a'.repeat(500), undefined],
  ['exclusiveMinimum', 0, 'Greater than 0.'],
  ['exclusiveMaximum', 9, 'Less than 9.'],
  ['multipleOf', 5, 'A multiple of 5.'],
  ['uniqueItems', true, undefined],
])('%s %j', (keyword, value, sentence) => {
  expect(describeKeyword(keyword, value)).toBe(sentence)
})

test.each([
  [undefined, 'Format: uuid.'],
  ['The id', 'The id. Format: uuid.'],
  ['The id.\n', 'The id. Format: uuid.'],
  ['The id. Format: uuid.', 'The id. Format: uuid.'],
])('after %j', (description, described) => {
  expect(withSentence({ description }, 'Format: uuid.')).toBe(described)
})
