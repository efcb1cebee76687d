import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { setQueryParamsOptions } from '../../../../../src/policies/inbound/set-query-params/options.ts'

test.each([
  [{ params: [{ name: 'a', value: '1' }] }, { params: [{ name: 'a', value: '1', overwrite: true }] }],
])('setQueryParamsOptions take %j', (given, read) => {
  expect(checkShape(setQueryParamsOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{}, '"params" is missing.'],
  [{ params: [{ name: 'a' }] }, '"params.0.value" is missing.'],
  [{ params: [{ name: '', value: '' }] }, '"params.0.name"'],
])('setQueryParamsOptions refuse %j', (given, message) => {
  expect(
    checkShape(setQueryParamsOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
