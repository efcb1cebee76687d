import { expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'

const client = {
  id: 'client',
  name: 'C',
  type: 'web',
  grantTypes: ['authorization_code'],
  redirectUris: ['http://localhost:3000/callback'],
}
const problemsOf = (change: object) => compileIdentity({ clients: [{ ...client, ...change }] }).problems
const publicKey = { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'k1' }
const keys = (...list: object[]) => ({
  tokenEndpointAuthMethod: 'private_key_jwt',
  jwks: { keys: list },
})

test.each([
  {
    change: { type: 'native', tokenEndpointAuthMethod: 'client_secret_post' },
    code: 'SALLYPORT_IDENTITY_AUTH_METHOD',
    path: ['tokenEndpointAuthMethod'],
  },
  {
    change: {
      type: 'service',
      grantTypes: ['client_credentials'],
      redirectUris: [],
      tokenEndpointAuthMethod: 'none',
    },
    code: 'SALLYPORT_IDENTITY_AUTH_METHOD',
    path: ['tokenEndpointAuthMethod'],
  },
  {
    change: { type: 'native', pkceRequired: false },
    code: 'SALLYPORT_IDENTITY_AUTH_METHOD',
    path: ['pkceRequired'],
  },
  {
    change: { tokenEndpointAuthMethod: 'private_key_jwt' },
    code: 'SALLYPORT_IDENTITY_NO_KEYS',
    path: [],
  },
  {
    change: keys({ ...publicKey, d: 'c2VjcmV0' }),
    code: 'SALLYPORT_IDENTITY_PRIVATE_KEY',
    path: ['jwks', 'keys', 0],
  },
  {
    change: keys({ kty: 'oct', k: 'c2VjcmV0' }),
    code: 'SALLYPORT_IDENTITY_PRIVATE_KEY',
    path: ['jwks', 'keys', 0],
  },
  {
    change: keys(publicKey, { kid: 'x' }),
    code: 'SALLYPORT_IDENTITY_INVALID_KEY',
    path: ['jwks', 'keys', 1],
  },
  {
    change: { postLogoutRedirectUris: ['javascript:alert(1)'] },
    code: 'SALLYPORT_IDENTITY_INVALID_REDIRECT_URI',
    path: ['postLogoutRedirectUris', 0],
  },
])('$code: $change', ({ change, code, path }) => {
  expect(problemsOf(change)).toMatchObject([{ severity: 'error', code, path: ['clients', 0, ...path] }])
})

test('keys and secrets that are not used are warned of; a good key pair passes', () => {
  expect(problemsOf({ jwks: { keys: [publicKey] } })).toMatchObject([
    { severity: 'warning', code: 'SALLYPORT_IDENTITY_UNUSED_KEYS' },
  ])
  expect(problemsOf({ ...keys(publicKey), secret: 'unused-secret' })).toMatchObject([
    { severity: 'warning', code: 'SALLYPORT_IDENTITY_UNUSED_SECRET' },
  ])
  expect(problemsOf(keys(publicKey, { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }))).toEqual([])
})
