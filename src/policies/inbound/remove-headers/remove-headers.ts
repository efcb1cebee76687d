import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { removeFields } from '../../headers/header-fields.ts'
import { removeHeadersOptions } from './options.ts'

/** Removes header fields of the request. */
export const removeHeaders = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RemoveHeadersInboundPolicy'],
  policyTypes: ['remove-headers-inbound'],
  options: removeHeadersOptions,
  create: ({ headers }, { name }) => {
    const names = headers.map((header) => header.toLowerCase())
    return {
      name,
      handle: (exchange) => {
        removeFields(exchange.headers, names)
        return undefined
      },
    }
  },
})
