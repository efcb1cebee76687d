import { expect, test } from 'vitest'
import { applicationBody } from '../../../../src/testing/okta-org/application-body.ts'
import { appBody } from '../../../support/okta-calls.ts'

test('the body of the guide passes, with defaults', () => {
  expect(applicationBody.parse(appBody('A')).settings.oauthClient).toMatchObject({
    consent_method: 'TRUSTED',
    wildcard_redirect: 'DISABLED',
  })
})

test.each([
  appBody(''),
  { ...appBody('A'), signOnMode: 'SAML_2_0' },
  appBody('A', {}, { client_id: 'short' }),
  appBody('A', {}, { client_id: 'ALL_CLIENTS' }),
  appBody('A', {}, { client_secret: 'too short' }),
  appBody('A', { application_type: 'mobile' }),
  appBody('A', { grant_types: [] }),
])('%j is refused', (body) => {
  expect(applicationBody.safeParse(body).success).toBe(false)
})
