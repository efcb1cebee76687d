import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { changeMethodOptions } from './options.ts'

/** Changes the method of the request. */
export const changeMethod = defineInboundPolicy({
  stage: 'inbound',
  exports: ['ChangeMethodInboundPolicy'],
  policyTypes: ['change-method-inbound'],
  options: changeMethodOptions,
  create: ({ method }, { name }) => ({
    name,
    handle: (exchange) => {
      exchange.method = method
      return undefined
    },
  }),
})
