import type { Exchange } from '../../../gateway/exchange.ts'
import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { challengeTermsOf } from '../../bearer/challenge-terms.ts'
import { refuseMissing } from '../../bearer/refuse-request.ts'
import { askEndpoint, UpstreamTokens } from '../../upstream-token/upstream-tokens.ts'
import { upstreamTokenExchangeOptions } from './options.ts'
import { findSubjectToken } from './subject-token.ts'

/** Gives requests a token for the upstream in exchange for that of their caller (RFC 8693), one for each caller. */
export const upstreamTokenExchange = defineInboundPolicy({
  stage: 'inbound',
  exports: ['UpstreamTokenExchangeInboundPolicy'],
  policyTypes: ['upstream-token-exchange-inbound'],
  options: upstreamTokenExchangeOptions,
  create: (options, setup): InboundPolicy => {
    const tokens = new UpstreamTokens(options, options.cacheSize, setup, askEndpoint(options))
    const { subjectTokenType, requestedTokenType } = options
    return {
      name: setup.name,
      explain: (caller) => ({
        holds: caller !== undefined,
        because: ["Exchanges the caller's token for one of the upstream."],
      }),
      handle: (exchange, context) => {
        const subject = findSubjectToken(exchange, context)
        if (exchange.user === undefined || subject === undefined)
          return refuseMissing(challengeTermsOf(context), exchange, context)
        const question = {
          key: setup.services.sha256(subject),
          lastsUntil: endOf(exchange),
          parameters: {
            grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
            subject_token: subject,
            subject_token_type: subjectTokenType,
            requested_token_type: requestedTokenType,
          },
        }
        // The caller's token was for this gateway, wherever the new one goes.
        delete exchange.headers['authorization']
        return tokens.apply(question, exchange)
      },
      onRevoked: () => {
        tokens.forget()
        return Promise.resolve()
      },
    }
  },
})

/** What was given for a token must not outlive it. */
function endOf({ user }: Exchange): number {
  const exp = user?.data['exp']
  return typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY
}
