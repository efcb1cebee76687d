import { expect, it } from 'vitest'
import { supabaseJwtAuthOptions } from '../../../../../src/policies/inbound/supabase-jwt-auth/options.ts'

it('take what is documented', () => {
  expect(supabaseJwtAuthOptions.safeParse({ secret: 's', requiredClaims: { role: ['a'] } }).success).toBe(
    true,
  )
})

it.each([
  {},
  { secret: 's', projectUrl: 'https://x.supabase.co' },
  { secret: 's', requiredClaims: { role: 'a' } },
])('refuse %j', (options: unknown) => {
  expect(supabaseJwtAuthOptions.safeParse(options).success).toBe(false)
})
