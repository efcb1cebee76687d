import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { setUpstreamApiKeyOptions } from './options.ts'

/** Puts the gateway's own API key on requests to the upstream. */
export const setUpstreamApiKey = defineInboundPolicy({
  stage: 'inbound',
  exports: ['SetUpstreamApiKeyInboundPolicy'],
  policyTypes: ['set-upstream-api-key-inbound'],
  options: setUpstreamApiKeyOptions,
  create: ({ header, value, overwrite }, { name }) => {
    const field = header.toLowerCase()
    return {
      name,
      handle: ({ headers }) => {
        if (overwrite || headers[field] === undefined) headers[field] = value
        return undefined
      },
    }
  },
})
