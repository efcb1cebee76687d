import { expect, it } from 'vitest'
import { auth0JwtAuthOptions } from '../../../../../src/policies/inbound/auth0-jwt-auth/options.ts'

it('take what is documented', () => {
  expect(auth0JwtAuthOptions.safeParse({ auth0Domain: 'example.eu.auth0.com' }).success).toBe(true)
})

it.each([{}, { auth0Domain: 'https://example.eu.auth0.com' }, { auth0Domain: 'example.auth0.com/' }])(
  'refuse %j',
  (options: unknown) => {
    expect(auth0JwtAuthOptions.safeParse(options).success).toBe(false)
  },
)
