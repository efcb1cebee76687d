import type { RequestUser } from '../../gateway/exchange.ts'
import type { RuleOutcome } from '../../gateway/handler-access.ts'
import type { Services } from '../../gateway/services.ts'
import { acceptedAudiences } from '../../oauth/resource-server/accepted-audiences.ts'
import { showFound } from '../../oauth/resource-server/token-refusal.ts'
import type { BearerProfile } from './profile.ts'

/** What a policy would make of claims, taken as those of a token that verifies. */
export function explainCaller(
  { issuer, audiences, options }: Pick<BearerProfile, 'issuer' | 'audiences' | 'options'>,
  { localIssuers, publicOrigin }: Pick<Services, 'localIssuers' | 'publicOrigin'>,
  caller: RequestUser | undefined,
): RuleOutcome {
  const isLenient = options.allowUnauthenticatedRequests
  const otherwise = isLenient ? ['Requests without an accepted token pass, without a user.'] : []
  if (caller === undefined)
    return { holds: isLenient, knowsCaller: false, because: ['Needs an access token.', ...otherwise] }
  const { iss, aud } = caller.data
  const issuers = issuer === undefined ? [] : localIssuers.spellingsOf(issuer)
  const accepted = audiences.flatMap((one) => acceptedAudiences(one, publicOrigin.spellings))
  const named = Array.isArray(aud) ? aud : [aud]
  const wrong = [
    ...(iss === undefined || issuers.length === 0 || issuers.some((one) => one === iss)
      ? []
      : [`iss: expected ${issuers[0] ?? ''}, found ${showFound(iss)}`]),
    ...(aud === undefined || accepted.length === 0 || accepted.some((one) => named.includes(one))
      ? []
      : [`aud: expected ${accepted[0] ?? ''}, found ${showFound(aud)}`]),
  ]
  if (wrong.length > 0) return { holds: isLenient, knowsCaller: false, because: [...wrong, ...otherwise] }
  return {
    holds: true,
    knowsCaller: true,
    because: ['The claims are taken as those of a token that verifies.'],
  }
}
