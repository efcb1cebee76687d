import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { changeMethodOptions } from '../../../../../src/policies/inbound/change-method/options.ts'

test.each([
  [{ method: 'post' }, { method: 'POST' }],
  [{ method: 'GET' }, { method: 'GET' }],
])('changeMethodOptions take %j', (given, read) => {
  expect(checkShape(changeMethodOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{}, '"method" is missing.'],
  [{ method: 'FETCH' }, '"method"'],
])('changeMethodOptions refuse %j', (given, message) => {
  expect(
    checkShape(changeMethodOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
