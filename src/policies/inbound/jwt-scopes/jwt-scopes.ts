import { defineInboundPolicy, type InboundPolicy } from '../../../gateway/policy.ts'
import { missingScopes, readScopes } from '../../../oauth/resource-server/token-scopes.ts'
import { challengeTermsOf } from '../../bearer/challenge-terms.ts'
import { refuseMissing, refuseScopes } from '../../bearer/refuse-request.ts'
import { jwtScopesOptions } from './options.ts'

/** Demands scopes of the token that a policy before it has accepted. */
export const jwtScopes = defineInboundPolicy({
  stage: 'inbound',
  exports: ['JWTScopeValidationInboundPolicy'],
  policyTypes: ['jwt-scopes-inbound'],
  options: jwtScopesOptions,
  create: ({ scopes, scopeHierarchy }, { name }): InboundPolicy => ({
    name,
    explain: (caller) => {
      const missing = missingScopes(
        caller === undefined ? [] : readScopes(caller.data),
        scopes,
        scopeHierarchy,
      )
      const lacks = missing.length === 0 ? [] : [`Lacks ${missing.join(' and ')}.`]
      return {
        holds: caller !== undefined && missing.length === 0,
        because: [`Needs ${scopes.join(' and ')}.`, ...lacks],
      }
    },
    handle: (exchange, context) => {
      const terms = challengeTermsOf(context)
      if (exchange.user === undefined) return refuseMissing({ ...terms, scopes }, exchange, context)
      const missing = missingScopes(readScopes(exchange.user.data), scopes, scopeHierarchy)
      return missing.length === 0 ? undefined : refuseScopes(scopes, missing, terms, exchange, context)
    },
  }),
})
