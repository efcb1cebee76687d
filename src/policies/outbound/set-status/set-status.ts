import { discardBody } from '../../../gateway/exchange.ts'
import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { forgetBody } from '../../body/replace-body.ts'
import { setStatusOptions } from './options.ts'

/** Changes the status of the answer. */
export const setStatus = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['SetStatusOutboundPolicy'],
  policyTypes: ['set-status-outbound'],
  options: setStatusOptions,
  create: ({ status, statusText }, { name, report }) => {
    if (statusText !== undefined)
      report({
        severity: 'warning',
        code: 'SALLYPORT_CONFIG_NO_EFFECT',
        path: ['statusText'],
        message: 'The text beside a status is not sent.',
        hint: 'Remove it; clients read the number.',
      })
    return {
      name,
      handle: async (reply) => {
        reply.status = status
        // Neither has a body (RFC 9110 sections 15.3.5 and 15.4.5).
        if ((status !== 204 && status !== 304) || reply.body === undefined) return reply
        await discardBody(reply)
        forgetBody(reply.headers)
        delete reply.headers['content-type']
        delete reply.value
        reply.body = undefined
        return reply
      },
    }
  },
})
