import type { ChallengeTerms, GatewayContext } from '../../gateway/request-context.ts'

const nothingNamed: ChallengeTerms = { metadataEnabled: false, scopes: [] }

/** The terms of the policy that asked the caller to sign in, on this route or on the one it was dispatched from. */
export function challengeTermsOf(context: GatewayContext): ChallengeTerms {
  for (let at: GatewayContext | undefined = context; at !== undefined; at = at.parent) {
    if (at.challengeTerms !== undefined) return at.challengeTerms
  }
  return nothingNamed
}
