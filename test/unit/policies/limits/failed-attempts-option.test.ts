import { expect, it } from 'vitest'
import { failedAttemptsOption } from '../../../../src/policies/limits/failed-attempts-option.ts'

it('has the documented defaults', () => {
  expect(failedAttemptsOption.parse(undefined)).toEqual({ allowed: 100, perSeconds: 60 })
  expect(failedAttemptsOption.safeParse({ allowed: 0 }).success).toBe(false)
  expect(failedAttemptsOption.safeParse(true).success).toBe(false)
})
