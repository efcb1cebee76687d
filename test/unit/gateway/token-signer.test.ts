import { expect, it } from 'vitest'
import { signerClaims } from '../../../src/gateway/token-signer.ts'

it('names the registered claims (RFC 7519 section 4.1)', () => {
  expect([...signerClaims].sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub'])
})
