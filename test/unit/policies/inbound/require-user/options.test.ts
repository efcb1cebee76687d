import { expect, it } from 'vitest'
import { requireUserOptions } from '../../../../../src/policies/inbound/require-user/options.ts'

it('take what is documented', () => {
  expect(requireUserOptions.safeParse({}).success).toBe(true)
})

it.each([1])('refuse %j', (options: unknown) => {
  expect(requireUserOptions.safeParse(options).success).toBe(false)
})
