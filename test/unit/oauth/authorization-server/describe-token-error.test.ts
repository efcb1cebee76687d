import { expect, test } from 'vitest'
import { deviceCodeGrant } from '../../../../src/identity/grant-types.ts'
import { describeTokenError } from '../../../../src/oauth/authorization-server/describe-token-error.ts'

const facts = {
  grantType: 'authorization_code',
  clientGrantTypes: ['authorization_code'],
  resource: 'https://r',
}

test.each([
  [
    'authorization code is expired',
    'authorization_code',
    'The authorization code is invalid or has expired.',
  ],
  ['grant not found', 'authorization_code', 'The authorization code is invalid or has expired.'],
  ['refresh token already used', 'refresh_token', 'The refresh token is invalid or expired.'],
  ['grant not found', 'refresh_token', 'The refresh token is invalid or expired.'],
  ['client mismatch', 'refresh_token', 'The refresh token is invalid or expired.'],
  ['device code not found', deviceCodeGrant, 'The device code is invalid or has expired.'],
  ['client mismatch', deviceCodeGrant, 'The device code is invalid or has expired.'],
])('invalid_grant (%s) at %s: %s', (detail, grantType, description) => {
  const error = {
    error: 'invalid_grant',
    statusCode: 400,
    error_description: 'grant request is invalid',
    error_detail: detail,
  }
  expect(describeTokenError(error, { ...facts, grantType })).toEqual({
    status: 400,
    error: 'invalid_grant',
    description,
  })
})

test('a resource that cannot be read is named', () => {
  const error = {
    error: 'invalid_target',
    statusCode: 400,
    error_description: 'resource indicator must be an absolute URI',
  }
  expect(describeTokenError(error, facts).description).toContain('https://r')
})

test('what Okta has no words for keeps the words of the library', () => {
  const error = {
    error: 'invalid_request',
    statusCode: 400,
    error_description: 'missing required parameter(s): redirect_uri',
  }
  expect(describeTokenError(error, facts)).toEqual({
    status: 400,
    error: 'invalid_request',
    description: 'missing required parameter(s): redirect_uri',
  })
})

test('an error that already speaks as Okta passes', () => {
  const error = { error: 'access_denied', statusCode: 401, error_description: 'What Okta says.' }
  expect(describeTokenError(error, facts)).toEqual({
    status: 401,
    error: 'access_denied',
    description: 'What Okta says.',
  })
})

test.each([
  ['authorization_pending', 'still pending', 400],
  ['expired_token', 'device code is expired', 400],
  ['access_denied', 'The resource owner or authorization server denied the request.', 403],
  [
    'access_denied',
    'Policy evaluation failed for this request, please check the policy configurations.',
    401,
  ],
])('a device that asks hears %s (%s) with status %i', (error, description, status) => {
  const answer = describeTokenError(
    { error, statusCode: 400, error_description: description },
    { ...facts, grantType: deviceCodeGrant },
  )
  expect(answer).toMatchObject({ status, error })
})
