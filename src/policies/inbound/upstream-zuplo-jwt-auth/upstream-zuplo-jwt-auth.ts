import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { upstreamZuploJwtAuthOptions } from './options.ts'

/** Gives requests a token that the gateway signs itself, in the name of the caller. */
export const upstreamZuploJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['UpstreamZuploJwtAuthInboundPolicy', 'UpstreamGatewayJwtAuthInboundPolicy'],
  policyTypes: ['upstream-zuplo-jwt-auth-inbound'],
  options: upstreamZuploJwtAuthOptions,
  create: ({ audience, headerName, tokenPrefix, additionalClaims, expiresIn }, setup): InboundPolicy => {
    const header = headerName.toLowerCase()
    const prefix = tokenPrefix === '' ? '' : `${tokenPrefix} `
    const terms = { audience, expiresInSeconds: expiresIn, claims: additionalClaims }
    return {
      name: setup.name,
      signsTokens: true,
      handle: async (exchange) => {
        const signer = setup.tokenSigner()
        if (signer === undefined)
          throw new Error(`Policy "${setup.name}" has no JwtServicePlugin that signs its tokens.`)
        const token = await signer.sign({ ...terms, subject: exchange.user?.sub })
        exchange.headers[header] = prefix + token
        return undefined
      },
    }
  },
})
