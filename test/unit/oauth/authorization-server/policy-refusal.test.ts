import { expect, test } from 'vitest'
import { policyRefusal } from '../../../../src/oauth/authorization-server/policy-refusal.ts'

test.each([
  ['unknown_scope', 400, 'invalid_scope'],
  ['no_default_scopes', 400, 'invalid_scope'],
  ['oidc_scopes_without_user', 400, 'invalid_scope'],
  ['no_matching_policy', 401, 'access_denied'],
] as const)('%s is a %i %s', (refusal, status, error) => {
  expect(policyRefusal(refusal)).toMatchObject({ status, error })
})
