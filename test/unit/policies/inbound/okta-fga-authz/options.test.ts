import { expect, it } from 'vitest'
import { oktaFgaAuthzOptions } from '../../../../../src/policies/inbound/okta-fga-authz/options.ts'

const required = { storeId: '01H', authorizationModelId: '01M' }
const good = { ...required, region: 'us1', credentials: { clientId: 'a', clientSecret: 'b' } }

it('take what is documented', () => {
  expect(oktaFgaAuthzOptions.safeParse(good).success).toBe(true)
})

it.each([{}, { ...good, credentials: {} }, { ...good, storeId: '' }])('refuse %j', (options) => {
  expect(oktaFgaAuthzOptions.safeParse(options).success).toBe(false)
})
