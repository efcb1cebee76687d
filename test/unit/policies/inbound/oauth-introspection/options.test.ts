import { expect, it } from 'vitest'
import { oauthIntrospectionOptions } from '../../../../../src/policies/inbound/oauth-introspection/options.ts'

it('take what is documented', () => {
  expect(
    oauthIntrospectionOptions.safeParse({ clientId: 'a', clientSecret: 'b', issuer: 'https://c.example' })
      .success,
  ).toBe(true)
})

it.each([
  { clientId: 'a', clientSecret: 'b' },
  { clientId: 'a', issuer: 'https://c.example' },
  { clientId: 'a', clientSecret: 'b', issuer: 'https://c.example', clientAuthentication: 'none' },
])('refuse %j', (options: unknown) => {
  expect(oauthIntrospectionOptions.safeParse(options).success).toBe(false)
})
