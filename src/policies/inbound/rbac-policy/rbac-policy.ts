import type { RequestUser } from '../../../gateway/exchange.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { createCallerPolicy } from '../../access/create-caller-policy.ts'
import { rbacPolicyOptions } from './options.ts'

/** Lets users with one of the listed roles pass, of those that a policy before it has accepted. */
export const rbacPolicy = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RbacPolicyInboundPolicy', 'RbacInboundPolicy'],
  policyTypes: ['rbac-policy-inbound'],
  options: rbacPolicyOptions,
  create: ({ allowedRoles, tools }, { name }) =>
    createCallerPolicy(name, { allowed: allowedRoles, tools, namesOf: rolesOf, noun: 'role' }),
})

function rolesOf({ data }: RequestUser): readonly string[] {
  const { roles } = data
  if (typeof roles === 'string') return [roles]
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : []
}
