import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { removeQueryParamsOptions } from '../../../../../src/policies/inbound/remove-query-params/options.ts'

test.each([[{ params: ['a'] }, { params: ['a'] }]])('removeQueryParamsOptions take %j', (given, read) => {
  expect(checkShape(removeQueryParamsOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{}, '"params" is missing.'],
  [{ params: [''] }, '"params.0"'],
])('removeQueryParamsOptions refuse %j', (given, message) => {
  expect(
    checkShape(removeQueryParamsOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
