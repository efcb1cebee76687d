import { createAwsSigner } from '../../../aws/sign-request.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { upstreamAwsSigV4AuthOptions } from './options.ts'

/** Signs the request to the upstream with AWS Signature Version 4, as it goes out. */
export const upstreamAwsSigV4Auth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['UpstreamAwsSigV4AuthInboundPolicy'],
  policyTypes: ['upstream-aws-sigv4-auth-inbound'],
  options: upstreamAwsSigV4AuthOptions,
  create: (options, { name, services }) => {
    const sign = createAwsSigner(options, options, () => services.now())
    return {
      name,
      handle: (_exchange, context) => {
        context.signUpstream = sign
        return undefined
      },
    }
  },
})
