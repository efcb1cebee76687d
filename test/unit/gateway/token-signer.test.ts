import { expect, it, test } from 'vitest'
import { signerClaims, tokenLife } from '../../../src/gateway/token-signer.ts'

it('names the registered claims (RFC 7519 section 4.1)', () => {
  expect([...signerClaims].sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub'])
})

test.each([
  [300, 300],
  ['5m', 300],
  ['1d', 86_400],
  [0, undefined],
  ['2d', undefined],
  ['soon', undefined],
])('a life of %j is %s seconds', (written, seconds) => {
  expect(tokenLife.safeParse(written).data).toBe(seconds)
})
