import { expect, test } from 'vitest'
import { OktaConnectionError, readOktaConnection } from '../../../../src/provisioning/okta/connection.ts'

const token = { OKTA_API_TOKEN: 'SSWS canary' }

test.each([
  [{ OKTA_ORG_URL: 'https://acme.okta.com/' }, 'https://acme.okta.com'],
  [{ OKTA_DOMAIN: 'acme.okta.com' }, 'https://acme.okta.com'],
  [{ OKTA_CLIENT_ORGURL: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080'],
])('%j', (environment, orgUrl) => {
  expect(readOktaConnection({ ...environment, ...token })).toEqual({
    orgUrl,
    credential: { kind: 'api-token', token: 'canary' },
  })
})

test('a private key needs a client id', () => {
  const key = { OKTA_ORG_URL: 'https://acme.okta.com', OKTA_PRIVATE_KEY: 'pem', OKTA_PRIVATE_KEY_ID: 'k1' }
  expect(readOktaConnection({ ...key, OKTA_CLIENT_ID: '0oa1' }).credential).toEqual({
    kind: 'private-key',
    clientId: '0oa1',
    key: 'pem',
    keyId: 'k1',
  })
  expect(() => readOktaConnection(key)).toThrow('There is no credential')
})

test.each([
  [{}, 'No Okta organization is named'],
  [{ OKTA_ORG_URL: 'https://acme-admin.okta.com' }, 'without "-admin": https://acme.okta.com'],
  [{ OKTA_ORG_URL: 'http://acme.okta.com' }, 'must be an https URL'],
  [{ OKTA_ORG_URL: 'https://' }, 'is no URL'],
  [{ OKTA_ORG_URL: 'https://acme.okta.com', OKTA_API_TOKEN: '  ' }, 'There is no credential'],
])('%j: %s', (environment, message) => {
  const read = (): unknown => readOktaConnection({ ...token, ...environment })
  expect(read).toThrow(OktaConnectionError)
  expect(read).toThrow(message)
  expect(read).not.toThrow('canary')
})
