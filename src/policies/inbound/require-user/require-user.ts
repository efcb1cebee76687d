import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { challengeTermsOf } from '../../bearer/challenge-terms.ts'
import { refuseMissing } from '../../bearer/refuse-request.ts'
import { requireUserOptions } from './options.ts'

/** Demands that one of the policies before it found out who the caller is: the last of several that let callers pass. */
export const requireUser = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RequireUserInboundPolicy'],
  policyTypes: ['require-user-inbound'],
  options: requireUserOptions,
  create: (_options, { name }): InboundPolicy => ({
    name,
    demandsUser: true,
    explain: (caller) => ({ holds: caller !== undefined, because: ['Needs a signed-in caller.'] }),
    handle: (exchange, context) =>
      exchange.user === undefined ? refuseMissing(challengeTermsOf(context), exchange, context) : undefined,
  }),
})
