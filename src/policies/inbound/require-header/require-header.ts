import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { denyCaller } from '../../access/deny-caller.ts'
import { areEqualSecrets } from '../../credentials/equal-secrets.ts'
import { presentSecret } from '../../credentials/present-secret.ts'
import { requireHeaderOptions } from './options.ts'

/** Lets requests with a header pass, such as one that only the firewall in front of this gateway knows. */
export const requireHeader = defineInboundPolicy({
  stage: 'inbound',
  // The second name is how guides of the format write it.
  exports: ['RequireHeaderInboundPolicy', 'RequireHeaderInboundPolicyOptions'],
  policyTypes: ['require-header-inbound'],
  options: requireHeaderOptions,
  create: ({ headerName, headerValue, failureDetail }, { name, services }) => {
    const header = headerName.toLowerCase()
    const values = typeof headerValue === 'string' ? [headerValue] : headerValue
    return {
      name,
      handle: (exchange, context) => {
        const sent = exchange.headers[header]
        const isRight =
          sent !== undefined &&
          (values?.some((value) => areEqualSecrets(sent, value, (text) => services.sha256(text))) ?? true)
        if (!isRight) return denyCaller(`header: expected ${header}`, exchange, context, failureDetail)
        // A value that opens the gateway is no upstream's business.
        if (values !== undefined) presentSecret(context, sent)
        return undefined
      },
    }
  },
})
