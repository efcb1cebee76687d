import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { lowerCaseFields, setFields } from '../../headers/header-fields.ts'
import { setHeadersOptions } from './options.ts'

/** Sets header fields of the answer. */
export const setHeaders = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['SetHeadersOutboundPolicy'],
  policyTypes: ['set-headers-outbound'],
  options: setHeadersOptions,
  create: ({ headers }, { name }) => {
    const fields = lowerCaseFields(headers)
    return {
      name,
      handle: (reply) => {
        setFields(reply.headers, fields)
        return reply
      },
    }
  },
})
