import { expect, it } from 'vitest'
import { clerkJwtAuthOptions } from '../../../../../src/policies/inbound/clerk-jwt-auth/options.ts'

it('take what is documented', () => {
  expect(clerkJwtAuthOptions.safeParse({ frontendApiUrl: 'https://x.clerk.accounts.dev' }).success).toBe(true)
})

it.each([{}, { frontendApiUrl: 'http://x.clerk.accounts.dev' }])('refuse %j', (options: unknown) => {
  expect(clerkJwtAuthOptions.safeParse(options).success).toBe(false)
})
