import { failed, passed, skipped, type Finding } from './finding.ts'

/** What a project trusts. */
export interface TrustedPair {
  readonly policy: string
  readonly issuer: unknown
  readonly audience: unknown
}

/** Whether the policies of the project trust this issuer, with the audience that its tokens have. */
export function checkProject(pairs: readonly TrustedPair[], issuer: string, audience: string): Finding {
  const check = 'project'
  const trusting = pairs.filter((pair) => pair.issuer === issuer)
  if (trusting.length === 0) {
    const hint = 'Apply writes them into .env or config/policies.json; or set OKTA_ISSUER and OKTA_AUDIENCE.'
    return skipped(check, `No policy of the project trusts ${issuer}.`, hint)
  }
  const wrong = trusting.find((pair) => pair.audience !== audience)
  if (wrong === undefined) return passed(check, 'Its policies trust this issuer and this audience.')
  const hint = `Write "${audience}" in all three places: the identity file, the policy and the variable.`
  return failed(check, `The policy "${wrong.policy}" expects the audience "${String(wrong.audience)}".`, hint)
}
