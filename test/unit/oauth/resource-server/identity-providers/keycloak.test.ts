import { expect, it } from 'vitest'
import { describeKeycloak } from '../../../../../src/oauth/resource-server/identity-providers/keycloak.ts'

it('describes a realm, and tells access tokens from the others it signs', () => {
  expect(describeKeycloak('https://sso.example/auth/', 'my realm')).toMatchObject({
    issuer: 'https://sso.example/auth/realms/my%20realm',
    keys: { url: 'https://sso.example/auth/realms/my%20realm/protocol/openid-connect/certs' },
    claims: { requiredClaims: { typ: ['Bearer', 'DPoP'] } },
  })
})
