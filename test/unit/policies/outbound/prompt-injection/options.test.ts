import { expect, it } from 'vitest'
import { promptInjectionOptions } from '../../../../../src/policies/outbound/prompt-injection/options.ts'

it('have the documented defaults', () => {
  expect(promptInjectionOptions.parse({})).toEqual({
    mode: 'block',
    additionalPatterns: [],
    disabledRules: [],
  })
})

it.each([{ mode: 'warn' }, { additionalPatterns: [''] }, { disabledRules: 'all' }])(
  'refuse %j',
  (options) => {
    expect(promptInjectionOptions.safeParse(options).success).toBe(false)
  },
)
