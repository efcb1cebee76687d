import { failureReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { requestSizeLimitOptions } from './options.ts'

/** Refuses requests with a larger body than the route wants. */
export const requestSizeLimit = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RequestSizeLimitInboundPolicy'],
  policyTypes: ['request-size-limit-inbound'],
  options: requestSizeLimitOptions,
  create: ({ maxSizeInBytes, trustContentLengthHeader }, { name }): InboundPolicy => ({
    name,
    handle: async (exchange) => {
      const { length, isEmpty } = exchange.body
      if (isEmpty) return undefined
      const said = `The limit is ${maxSizeInBytes} bytes.`
      if (length !== undefined && length > maxSizeInBytes)
        return failureReply('SALLYPORT_LIMIT_BODY_SIZE', exchange, said)
      if (length !== undefined && trustContentLengthHeader) return undefined
      return (await exchange.body.bytes()).byteLength > maxSizeInBytes
        ? failureReply('SALLYPORT_LIMIT_BODY_SIZE', exchange, said)
        : undefined
    },
  }),
})
