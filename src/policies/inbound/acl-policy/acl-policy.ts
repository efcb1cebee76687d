import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { createCallerPolicy } from '../../access/create-caller-policy.ts'
import { aclPolicyOptions } from './options.ts'

/** Lets listed users pass, of those that a policy before it has accepted. */
export const aclPolicy = defineInboundPolicy({
  stage: 'inbound',
  exports: ['AclPolicyInboundPolicy', 'AclInboundPolicy'],
  policyTypes: ['acl-policy-inbound'],
  options: aclPolicyOptions,
  create: ({ users, tools }, { name }) =>
    createCallerPolicy(name, { allowed: users, tools, namesOf: ({ sub }) => [sub], noun: 'subject' }),
})
