import { expect, test } from 'vitest'
import { ok, refuse } from '../../../src/foundation/result.ts'
import type { Result } from '../../../src/foundation/result.ts'

test('a result is told apart by ok', () => {
  const outcomes: Result<number, string>[] = [ok(1), refuse('too small')]
  expect(outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome.error))).toEqual([1, 'too small'])
})
