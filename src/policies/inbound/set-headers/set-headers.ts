import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { lowerCaseFields, setFields } from '../../headers/header-fields.ts'
import { setHeadersOptions } from './options.ts'

/** Sets header fields of the request. */
export const setHeaders = defineInboundPolicy({
  stage: 'inbound',
  exports: ['SetHeadersInboundPolicy'],
  policyTypes: ['set-headers-inbound'],
  options: setHeadersOptions,
  create: ({ headers }, { name }) => {
    const fields = lowerCaseFields(headers)
    return {
      name,
      handle: (exchange) => {
        setFields(exchange.headers, fields)
        return undefined
      },
    }
  },
})
