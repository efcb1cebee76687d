import { expect, it } from 'vitest'
import { refuseCredentials } from '../../../../src/policies/credentials/refuse-credentials.ts'
import { contextOf, createWorld, exchangeWith, headerOf } from '../../../support/policy-setup.ts'

const refusal = {
  code: 'SALLYPORT_CREDENTIALS_REQUIRED',
  why: 'credentials: none',
  challenge: 'Basic realm="gateway"',
} as const

it('names the way in of an OAuth policy too, where one stands before', async () => {
  const world = createWorld()
  const exchange = exchangeWith()
  const context = contextOf(exchange, world.services)
  expect(headerOf(refuseCredentials(refusal, exchange, context), 'www-authenticate')).toBe(refusal.challenge)
  context.challengeTerms = { metadataEnabled: true, scopes: ['books'] }
  const both = headerOf(refuseCredentials(refusal, exchange, context), 'www-authenticate')
  expect(both).toMatch(/^Bearer resource_metadata="[^"]+\/mcp", .*, Basic realm="gateway"$/)
  expect(context.refusal).toBe(refusal.why)
  await world.close()
})
