import { expect, it } from 'vitest'
import { upstreamTokenExchangeOptions } from '../../../../../src/policies/inbound/upstream-token-exchange/options.ts'

const required = { tokenUrl: 'https://as.example/token', clientId: 'a', clientSecret: 'b' }

it('needs an endpoint and a client, and nothing more', () => {
  expect(upstreamTokenExchangeOptions.safeParse(required).success).toBe(true)
  for (const name of Object.keys(required))
    expect(upstreamTokenExchangeOptions.safeParse({ ...required, [name]: undefined }).success).toBe(false)
})

it('says a sentence about every option', () => {
  for (const option of Object.values(upstreamTokenExchangeOptions.shape))
    expect(option.description).toMatch(/(?:Required|Default).*\.$/)
})
