import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { denyCaller } from '../../access/deny-caller.ts'
import { requireOriginOptions } from './options.ts'

/** Lets requests from scripts of listed web origins pass, and no others; none without an Origin header. */
export const requireOrigin = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RequireOriginInboundPolicy'],
  policyTypes: ['require-origin-inbound'],
  options: requireOriginOptions,
  create: ({ origins, failureDetail }, { name }) => {
    const allowed = new Set(origins.split(',').map((origin) => new URL(origin.trim()).origin))
    return {
      name,
      handle: (exchange, context) =>
        allowed.has(exchange.headers['origin'] ?? '')
          ? undefined
          : denyCaller('origin: expected one of the policy', exchange, context, failureDetail),
    }
  },
})
