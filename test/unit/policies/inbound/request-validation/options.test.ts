import { expect, it } from 'vitest'
import { requestValidationOptions } from '../../../../../src/policies/inbound/request-validation/options.ts'

it('have the documented defaults', () => {
  expect(requestValidationOptions.parse({})).toEqual({
    validateBody: 'none',
    validateQueryParameters: 'none',
    validatePathParameters: 'none',
    validateHeaders: 'none',
    logLevel: 'info',
    includeRequestInLogs: false,
  })
})

it.each([{ validateBody: true }, { logLevel: 'loud' }])('refuse %j', (options) => {
  expect(requestValidationOptions.safeParse(options).success).toBe(false)
})
