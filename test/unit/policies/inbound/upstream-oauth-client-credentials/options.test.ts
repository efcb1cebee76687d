import { expect, it } from 'vitest'
import { upstreamOauthClientCredentialsOptions } from '../../../../../src/policies/inbound/upstream-oauth-client-credentials/options.ts'

const required = { tokenUrl: 'https://as.example/token', clientId: 'a', clientSecret: 'b' }

it('needs an endpoint and a client, and nothing more', () => {
  expect(upstreamOauthClientCredentialsOptions.safeParse(required).success).toBe(true)
  for (const name of Object.keys(required))
    expect(upstreamOauthClientCredentialsOptions.safeParse({ ...required, [name]: undefined }).success).toBe(
      false,
    )
})

it('says a sentence about every option', () => {
  for (const option of Object.values(upstreamOauthClientCredentialsOptions.shape))
    expect(option.description).toMatch(/(?:Required|Default).*\.$/)
})
