import { expect, it } from 'vitest'
import { aclPolicyOptions } from '../../../../../src/policies/inbound/acl-policy/options.ts'

it('take what is documented', () => {
  expect(aclPolicyOptions.safeParse({ users: ['ada'], tools: { refund: [] } }).success).toBe(true)
})

it.each([{}, { users: 'ada' }])('refuse %j', (options: unknown) => {
  expect(aclPolicyOptions.safeParse(options).success).toBe(false)
})
