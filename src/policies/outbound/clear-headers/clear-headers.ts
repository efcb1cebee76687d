import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { clearFields } from '../../headers/header-fields.ts'
import { clearHeadersOptions } from './options.ts'

/** Removes the header fields of the answer, save some. */
export const clearHeaders = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['ClearHeadersOutboundPolicy'],
  policyTypes: ['clear-headers-outbound'],
  options: clearHeadersOptions,
  create: ({ exclude }, { name }) => {
    const kept = new Set(exclude.map((header) => header.toLowerCase()))
    return {
      name,
      handle: (reply) => {
        clearFields(reply.headers, kept)
        return reply
      },
    }
  },
})
