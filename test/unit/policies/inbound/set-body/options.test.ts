import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { setBodyOptions } from '../../../../../src/policies/inbound/set-body/options.ts'

test.each([[{ body: '' }, { body: '' }]])('setBodyOptions take %j', (given, read) => {
  expect(checkShape(setBodyOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{}, '"body" is missing.'],
  [{ body: {} }, '"body"'],
])('setBodyOptions refuse %j', (given, message) => {
  expect(
    checkShape(setBodyOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
