import { expect, it } from 'vitest'
import { entraJwtAuthOptions } from '../../../../../src/policies/inbound/entra-jwt-auth/options.ts'

it('take what is documented', () => {
  expect(entraJwtAuthOptions.safeParse({ tenantId: '11111111-2222-3333-4444-555555555555' }).success).toBe(
    true,
  )
})

it.each([{}, { tenantId: 'common' }, { tenantId: 'organizations' }])('refuse %j', (options: unknown) => {
  expect(entraJwtAuthOptions.safeParse(options).success).toBe(false)
})
