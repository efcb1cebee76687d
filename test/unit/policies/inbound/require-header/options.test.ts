import { expect, it } from 'vitest'
import { requireHeaderOptions } from '../../../../../src/policies/inbound/require-header/options.ts'

it('take what is documented', () => {
  expect(requireHeaderOptions.safeParse({ headerName: 'x-waf' }).success).toBe(true)
})

it.each([{}, { headerName: 'x-waf', headerValue: [] }])('refuse %j', (options: unknown) => {
  expect(requireHeaderOptions.safeParse(options).success).toBe(false)
})
