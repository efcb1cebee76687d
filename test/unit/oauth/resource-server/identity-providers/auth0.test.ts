import { expect, it } from 'vitest'
import { describeAuth0 } from '../../../../../src/oauth/resource-server/identity-providers/auth0.ts'

it('describes a tenant whose issuer ends with a slash, and is also written without', () => {
  expect(describeAuth0('example.eu.auth0.com')).toMatchObject({
    issuer: 'https://example.eu.auth0.com/',
    issuerAliases: ['https://example.eu.auth0.com'],
    keys: { kind: 'url', url: 'https://example.eu.auth0.com/.well-known/jwks.json' },
  })
})
