import { expect, it } from 'vitest'
import { googleJwtAuthOptions } from '../../../../../src/policies/inbound/google-jwt-auth/options.ts'

it('take what is documented', () => {
  expect(googleJwtAuthOptions.safeParse({ clientId: 'x.apps.googleusercontent.com' }).success).toBe(true)
})

it.each([{}, { clientId: [] }])('refuse %j', (options: unknown) => {
  expect(googleJwtAuthOptions.safeParse(options).success).toBe(false)
})
