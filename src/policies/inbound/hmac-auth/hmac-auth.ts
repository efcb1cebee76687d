import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { reportShortSecret } from '../../bearer/report-secret.ts'
import { refuseCredentials } from '../../credentials/refuse-credentials.ts'
import { createHmacVerifier } from '../../signature/hmac-verifier.ts'
import { hmacAuthOptions } from './options.ts'

/** Accepts bodies that are signed with a shared secret: a header holds their HMAC-SHA256. */
export const hmacAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['HmacAuthInboundPolicy'],
  policyTypes: ['hmac-auth-inbound'],
  options: hmacAuthOptions,
  create: ({ secret, headerName, allowUnauthenticatedRequests: isLenient }, setup): InboundPolicy => {
    reportShortSecret(secret, setup)
    const verify = createHmacVerifier(secret)
    const header = headerName.toLowerCase()
    const challenge = `HMAC realm="gateway", header="${headerName}"`
    return {
      name: setup.name,
      explain: () => ({ holds: isLenient, because: ['Needs the signature of the body.'] }),
      handle: async (exchange, context) => {
        const signature = exchange.headers[header]?.trim() ?? ''
        if (signature === '') {
          const why = 'credentials: expected a signature, found none'
          const detail = `Send the hexadecimal HMAC-SHA256 of the body as ${headerName}.`
          const refusal = { code: 'SALLYPORT_CREDENTIALS_REQUIRED', why, detail, challenge } as const
          return isLenient ? undefined : refuseCredentials(refusal, exchange, context)
        }
        if (await verify(signature, await exchange.body.bytes())) return undefined
        const why = 'credentials: expected the signature of the body, found another'
        const detail = 'It is not the signature of this body.'
        const refusal = { code: 'SALLYPORT_CREDENTIALS_REFUSED', why, detail, challenge } as const
        return isLenient ? undefined : refuseCredentials(refusal, exchange, context)
      },
    }
  },
})
