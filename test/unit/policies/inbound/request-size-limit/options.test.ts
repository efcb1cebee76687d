import { expect, it } from 'vitest'
import { requestSizeLimitOptions } from '../../../../../src/policies/inbound/request-size-limit/options.ts'

it('have the documented default', () => {
  expect(requestSizeLimitOptions.parse({ maxSizeInBytes: 1 })).toEqual({
    maxSizeInBytes: 1,
    trustContentLengthHeader: false,
  })
})

it.each([{}, { maxSizeInBytes: -1 }, { maxSizeInBytes: '1' }])('refuse %j', (options) => {
  expect(requestSizeLimitOptions.safeParse(options).success).toBe(false)
})
