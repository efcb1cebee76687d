import type { AccessRefusal } from './evaluate-access-policy.ts'
import { oktaErrors, type OktaError } from './okta-errors.ts'

const errors: Record<AccessRefusal, OktaError> = {
  unknown_scope: oktaErrors.unknownScope,
  no_default_scopes: oktaErrors.noDefaultScopes,
  oidc_scopes_without_user: oktaErrors.oidcScopesWithoutUser,
  no_matching_policy: oktaErrors.noMatchingPolicy,
}

/** Okta's error for a refusal of the access policies. */
export function policyRefusal(refusal: AccessRefusal): OktaError {
  return errors[refusal]
}
