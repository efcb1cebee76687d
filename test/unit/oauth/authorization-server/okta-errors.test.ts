import { expect, test } from 'vitest'
import { oktaErrorBody, oktaErrors } from '../../../../src/oauth/authorization-server/okta-errors.ts'

test('the body of an error has the two members of RFC 6749', () => {
  expect(oktaErrorBody(oktaErrors.invalidCode)).toEqual({
    error: 'invalid_grant',
    error_description: 'The authorization code is invalid or has expired.',
  })
})

test('what a caller sent is shown short and in the characters RFC 6749 allows', () => {
  const { description } = oktaErrors.resourceRejected(`a"b\\c\r\nd\u202e\u{1f600}${'x'.repeat(500)}`)
  expect(description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
  expect(description).toContain(': a?b?c??d?')
  expect(description.length).toBeLessThan(300)
})

test('lists are written as Okta writes them', () => {
  expect(oktaErrors.grantTypeNotConfigured(['a', 'b']).description).toMatch(
    /Configured grant types: \[a, b\]\.$/,
  )
  expect(oktaErrors.grantTypeMissing(['a']).description).toMatch(/Valid values: \[a\]$/)
})
