import { expect, it, test } from 'vitest'
import { upstreamZuploJwtAuthOptions } from '../../../../../src/policies/inbound/upstream-zuplo-jwt-auth/options.ts'

it('asks for nothing', () => {
  expect(upstreamZuploJwtAuthOptions.parse({})).toEqual({
    headerName: 'Authorization',
    tokenPrefix: 'Bearer',
    additionalClaims: {},
  })
})

test.each([
  [{ audience: '' }],
  [{ headerName: 'two words' }],
  [{ tokenPrefix: 'two words' }],
  [{ additionalClaims: { exp: 1 } }],
  [{ expiresIn: '2d' }],
])('refuses %j', (options) => {
  expect(upstreamZuploJwtAuthOptions.safeParse(options).success).toBe(false)
})
