import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { httpDeprecationOptions } from '../../../../../src/policies/outbound/http-deprecation/options.ts'

test.each([
  [{}, { deprecation: true }],
  [{ deprecation: true }, { deprecation: true }],
  [{ deprecation: '2026-01-01', sunset: '2027-01-01T00:00:00+02:00' }, { deprecation: '2026-01-01' }],
])('httpDeprecationOptions take %j', (given, read) => {
  expect(checkShape(httpDeprecationOptions, given)).toMatchObject({ value: read, problems: [] })
})

test.each([
  [{ sunset: 'soon' }, '"sunset"'],
  [{ link: 'docs' }, '"link"'],
])('httpDeprecationOptions refuse %j', (given, message) => {
  const { problems } = checkShape(httpDeprecationOptions, given)
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
})
