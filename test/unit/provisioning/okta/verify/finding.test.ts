import { expect, test } from 'vitest'
import { failed, noted, passed, skipped } from '../../../../../src/provisioning/okta/verify/finding.ts'

test('a finding has an outcome, and a hint where there is one', () => {
  expect(passed('c', 'm')).toEqual({ check: 'c', outcome: 'ok', message: 'm' })
  expect(failed('c', 'm', 'h')).toEqual({ check: 'c', outcome: 'failed', message: 'm', hint: 'h' })
  expect([noted('c', 'm').outcome, skipped('c', 'm').outcome]).toEqual(['note', 'skipped'])
})
