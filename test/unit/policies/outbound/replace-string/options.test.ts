import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { replaceStringOptions } from '../../../../../src/policies/outbound/replace-string/options.ts'

test.each([[{ mode: 'string', match: 'a', replaceWith: '' }, { mode: 'string' }]])(
  'replaceStringOptions take %j',
  (given, read) => {
    expect(checkShape(replaceStringOptions, given)).toMatchObject({ value: read, problems: [] })
  },
)

test.each([
  [{}, '"match" is missing.'],
  [{ mode: 'glob', match: 'a', replaceWith: '' }, '"mode"'],
  [{ mode: 'string', match: '', replaceWith: '' }, '"match"'],
])('replaceStringOptions refuse %j', (given, message) => {
  const { problems } = checkShape(replaceStringOptions, given)
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
})
