import { expect, it } from 'vitest'
import { openfgaAuthzOptions } from '../../../../../src/policies/inbound/openfga-authz/options.ts'

const required = { storeId: '01H', authorizationModelId: '01M' }
const good = { ...required, apiUrl: 'https://fga.example', credentials: { method: 'none' } }

it('take what is documented', () => {
  expect(openfgaAuthzOptions.safeParse(good).success).toBe(true)
})

it.each([{}, { ...good, credentials: {} }, { ...good, storeId: '' }])('refuse %j', (options) => {
  expect(openfgaAuthzOptions.safeParse(options).success).toBe(false)
})
