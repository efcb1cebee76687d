import { ok } from '../../../foundation/result.ts'
import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { readGoogleAccount, signAsAccount } from '../../upstream-token/google-account.ts'
import { UpstreamTokens } from '../../upstream-token/upstream-tokens.ts'
import { upstreamGcpJwtOptions } from './options.ts'

/** Life of a signed token, milliseconds. */
const lifetimeMs = 3_600_000

/** Gives requests a token that a Google Cloud service account signs for itself, without asking anybody. */
export const upstreamGcpJwt = defineInboundPolicy({
  stage: 'inbound',
  exports: ['UpstreamGcpJwtInboundPolicy'],
  policyTypes: ['upstream-gcp-jwt-inbound'],
  options: upstreamGcpJwtOptions,
  create: (options, setup): InboundPolicy => {
    const account = readGoogleAccount(options.serviceAccountJson)
    if (!account.ok)
      setup.report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: ['serviceAccountJson'],
        message: account.error,
        hint: 'Make a key for the service account, and give its whole file in a variable.',
      })
    const keeping = { ...options, timeoutSeconds: 5 }
    const tokens = new UpstreamTokens(keeping, 1, setup, async () => {
      if (!account.ok) throw new Error('A policy with a broken key never serves.')
      const accessToken = await signAsAccount(account.value, { aud: options.audience }, setup.services.now())
      return ok({ accessToken, lifetimeMs })
    })
    const question = { key: 'own', parameters: {} }
    return { name: setup.name, handle: (exchange) => tokens.apply(question, exchange) }
  },
})
