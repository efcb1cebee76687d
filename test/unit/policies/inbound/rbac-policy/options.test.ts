import { expect, it } from 'vitest'
import { rbacPolicyOptions } from '../../../../../src/policies/inbound/rbac-policy/options.ts'

it('take what is documented', () => {
  expect(rbacPolicyOptions.safeParse({ allowedRoles: ['admin'] }).success).toBe(true)
})

it.each([{ allowedRoles: 'admin' }, { tools: { refund: 'admin' } }])('refuse %j', (options: unknown) => {
  expect(rbacPolicyOptions.safeParse(options).success).toBe(false)
})
