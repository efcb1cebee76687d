import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { mockApiOptions } from '../../../../../src/policies/inbound/mock-api/options.ts'

test.each([
  [{}, { random: false }],
  [
    { exampleName: 'a', contentType: 'text/plain' },
    { random: false, exampleName: 'a', contentType: 'text/plain' },
  ],
])('mockApiOptions take %j', (given, read) => {
  expect(checkShape(mockApiOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{ random: 'yes' }, '"random"'],
  [{ contentTyp: 'x' }, '"contentTyp" is not known here.'],
])('mockApiOptions refuse %j', (given, message) => {
  expect(
    checkShape(mockApiOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
