import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { replaceRequestBody } from '../../body/replace-body.ts'
import { setBodyOptions } from './options.ts'

/** Puts a fixed text in place of the body of the request. */
export const setBody = defineInboundPolicy({
  stage: 'inbound',
  exports: ['SetBodyInboundPolicy'],
  policyTypes: ['set-body-inbound'],
  options: setBodyOptions,
  create: ({ body }, { name }) => ({
    name,
    handle: (exchange) => {
      replaceRequestBody(exchange, body)
      return undefined
    },
  }),
})
