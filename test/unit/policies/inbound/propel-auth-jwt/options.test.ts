import { expect, it } from 'vitest'
import { propelAuthJwtOptions } from '../../../../../src/policies/inbound/propel-auth-jwt/options.ts'

it('take what is documented', () => {
  expect(
    propelAuthJwtOptions.safeParse({
      authUrl: 'https://a.example',
      verifierKey: '-----BEGIN PUBLIC KEY-----AA==-----END PUBLIC KEY-----',
    }).success,
  ).toBe(true)
})

it.each([{}, { authUrl: 'https://a.example', verifierKey: 'secret' }])('refuse %j', (options: unknown) => {
  expect(propelAuthJwtOptions.safeParse(options).success).toBe(false)
})
