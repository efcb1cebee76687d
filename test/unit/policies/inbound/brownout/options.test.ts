import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { brownoutOptions } from '../../../../../src/policies/inbound/brownout/options.ts'

test.each([
  [
    { cronSchedule: '* * * * *' },
    {
      cronSchedule: '* * * * *',
      timeZone: 'UTC',
      problem: {
        status: 503,
        detail: 'This is a planned brownout. Try again after the time in Retry-After.',
      },
    },
  ],
])('brownoutOptions take %j', (given, read) => {
  expect(checkShape(brownoutOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{}, '"cronSchedule"'],
  [{ cronSchedule: '* * * * *', timeZone: 'Mars/North' }, '"timeZone"'],
  [{ cronSchedule: '* * * * *', problem: { status: 200 } }, '"problem.status"'],
])('brownoutOptions refuse %j', (given, message) => {
  expect(
    checkShape(brownoutOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
