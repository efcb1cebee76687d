import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { setStatusOptions } from '../../../../../src/policies/outbound/set-status/options.ts'

test.each([[{ status: 201 }, { status: 201 }]])('setStatusOptions take %j', (given, read) => {
  expect(checkShape(setStatusOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{}, '"status" is missing.'],
  [{ status: 101 }, '"status"'],
  [{ status: '201' }, '"status"'],
])('setStatusOptions refuse %j', (given, message) => {
  expect(
    checkShape(setStatusOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
