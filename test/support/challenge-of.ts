import type { Reply } from '../../src/gateway/exchange.ts'
import {
  refuseMalformed,
  refuseMissing,
  refuseScopes,
  refuseToken,
} from '../../src/policies/bearer/refuse-request.ts'
import type { ChallengeRow } from '../conformance/challenge-headers.ts'
import { contextOf, exchangeWith, type World } from './policy-setup.ts'

/** The answer that a row of the table is about, as the gateway builds it for a request to `/mcp` of an origin. */
export function answerOf({ sent, terms }: ChallengeRow, world: World, origin: string): Reply {
  const exchange = exchangeWith({ origin })
  const context = contextOf(exchange, world.services)
  const expired = { reason: 'expired', expected: 'exp after 1', found: '0' } as const
  switch (sent) {
    case 'nothing':
      return refuseMissing(terms, exchange, context)
    case 'a token twice':
      return refuseMalformed('Send the credentials in one header, once.', terms, exchange, context)
    case 'a token without the scope':
      return refuseScopes(terms.scopes, terms.scopes.slice(1), terms, exchange, context)
    case 'a bad token':
      return refuseToken(expired, 'bearer', terms, exchange, context)
    case 'a bad token with DPoP':
      return refuseToken(expired, 'dpop', terms, exchange, context)
  }
}
