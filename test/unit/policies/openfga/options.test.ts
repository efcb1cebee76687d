import { expect, it } from 'vitest'
import * as z from 'zod'
import { openFgaOptions } from '../../../../src/policies/openfga/options.ts'

const shape = z.object(openFgaOptions)
const required = { storeId: '01H', authorizationModelId: '01M' }

it('take what is documented', () => {
  expect(shape.parse(required)).toMatchObject({ allowUnauthorizedRequests: false, user: 'user:{sub}' })
})

it.each([{}, { ...required, storeId: '../other' }, { ...required, cacheTtlSeconds: 301 }])(
  'refuse %j',
  (options) => {
    expect(shape.safeParse(options).success).toBe(false)
  },
)
