import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { removeFields } from '../../headers/header-fields.ts'
import { removeHeadersOptions } from './options.ts'

/** Removes header fields of the answer. */
export const removeHeaders = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['RemoveHeadersOutboundPolicy'],
  policyTypes: ['remove-headers-outbound'],
  options: removeHeadersOptions,
  create: ({ headers }, { name }) => {
    const names = headers.map((header) => header.toLowerCase())
    return {
      name,
      handle: (reply) => {
        removeFields(reply.headers, names)
        return reply
      },
    }
  },
})
