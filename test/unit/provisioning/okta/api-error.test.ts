import { expect, test } from 'vitest'
import { OktaApiError } from '../../../../src/provisioning/okta/api-error.ts'

test('a refusal says what Okta said, field by field', () => {
  const error = new OktaApiError(400, 'POST /api/v1/apps', {
    errorCode: 'E0000001',
    errorSummary: 'Api validation failed: label',
    errorCauses: [{ errorSummary: 'label: left blank' }, 'noise', { other: 1 }],
  })
  expect(error.message).toBe(
    'Okta refused POST /api/v1/apps: 400 E0000001 Api validation failed: label (label: left blank)',
  )
  expect([error.status, error.code]).toEqual([400, 'E0000001'])
})

test.each([
  ['E0000011', /Make a new one under Security > API > Tokens/],
  ['E0000006', /okta.authorizationServers.manage/],
  ['E0000015', /API Access Management/],
])('%s comes with what to do', (errorCode, advice) => {
  expect(new OktaApiError(401, 'GET /', { errorCode, errorSummary: 's' }).message).toMatch(advice)
})

test('OAuth errors and answers without a body are told too', () => {
  expect(new OktaApiError(401, 'x', { error: 'invalid_client', error_description: 'No.' }).message).toContain(
    'No.',
  )
  expect(new OktaApiError(502, 'x', undefined).message).toBe('Okta refused x: 502 ')
})
