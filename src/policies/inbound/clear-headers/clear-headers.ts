import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { clearFields } from '../../headers/header-fields.ts'
import { clearHeadersOptions } from './options.ts'

/** Removes the header fields of the request, save some. */
export const clearHeaders = defineInboundPolicy({
  stage: 'inbound',
  exports: ['ClearHeadersInboundPolicy'],
  policyTypes: ['clear-headers-inbound'],
  options: clearHeadersOptions,
  create: ({ exclude }, { name }) => {
    const kept = new Set(exclude.map((header) => header.toLowerCase()))
    return {
      name,
      handle: (exchange) => {
        clearFields(exchange.headers, kept)
        return undefined
      },
    }
  },
})
