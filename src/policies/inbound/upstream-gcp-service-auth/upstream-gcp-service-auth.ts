import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { askGoogle, readGoogleAccount } from '../../upstream-token/google-account.ts'
import { askWithRetries } from '../../upstream-token/retry.ts'
import { UpstreamTokens } from '../../upstream-token/upstream-tokens.ts'
import { upstreamGcpServiceAuthOptions } from './options.ts'

/** Gives requests a token of a Google Cloud service account. */
export const upstreamGcpServiceAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['UpstreamGcpServiceAuthInboundPolicy'],
  policyTypes: ['upstream-gcp-service-auth-inbound'],
  options: upstreamGcpServiceAuthOptions,
  create: (options, setup): InboundPolicy => {
    const { audience, scopes, tokenRetries } = options
    const account = readGoogleAccount(options.serviceAccountJson)
    const problem = { severity: 'error', code: 'SALLYPORT_CONFIG_INVALID_VALUE' } as const
    if (!account.ok)
      setup.report({
        ...problem,
        path: ['serviceAccountJson'],
        message: account.error,
        hint: 'Make a key for the service account, and give its whole file in a variable.',
      })
    if ((audience === undefined) === (scopes === undefined))
      setup.report({
        ...problem,
        path: [],
        message: 'Exactly one of "audience" and "scopes" is needed.',
        hint: 'Take "audience" for Cloud Run and IAP, "scopes" for Google APIs.',
      })
    const wanted = audience === undefined ? { scopes: scopes ?? [] } : { audience }
    const tokens = new UpstreamTokens(options, 1, setup, (_question, post) => {
      if (!account.ok) throw new Error('A policy with a broken key never serves.')
      return askWithRetries(tokenRetries, () => askGoogle(account.value, wanted, setup.services.now(), post))
    })
    const question = { key: 'own', parameters: {} }
    return { name: setup.name, handle: (exchange) => tokens.apply(question, exchange) }
  },
})
