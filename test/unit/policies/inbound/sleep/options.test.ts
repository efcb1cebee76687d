import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { sleepOptions } from '../../../../../src/policies/inbound/sleep/options.ts'

test.each([[{ sleepInMs: 5 }, { sleepInMs: 5 }]])('sleepOptions take %j', (given, read) => {
  expect(checkShape(sleepOptions, given)).toEqual({ value: read, problems: [] })
})

test.each([
  [{}, '"sleepInMs" is missing.'],
  [{ sleepInMs: 60_001 }, '"sleepInMs"'],
  [{ sleepInMs: -1 }, '"sleepInMs"'],
])('sleepOptions refuse %j', (given, message) => {
  expect(
    checkShape(sleepOptions, given)
      .problems.map((problem) => problem.message)
      .join('\n'),
  ).toContain(message)
})
