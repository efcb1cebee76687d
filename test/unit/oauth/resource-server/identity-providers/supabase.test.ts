import { expect, it } from 'vitest'
import { describeSupabase } from '../../../../../src/oauth/resource-server/identity-providers/supabase.ts'

it('describes a project by its secret or by its keys, with the algorithms of that kind alone (attack 2)', () => {
  const requiredClaims = { role: ['authenticated'] }
  const bySecret = describeSupabase({ secret: 's' }, requiredClaims)
  expect(bySecret).toMatchObject({ issuer: undefined, keys: { kind: 'secret' }, claims: { requiredClaims } })
  expect(bySecret.algorithms.every((algorithm) => algorithm.startsWith('HS'))).toBe(true)
  const byKeys = describeSupabase({ projectUrl: 'https://x.supabase.co/' }, {})
  expect(byKeys).toMatchObject({
    issuer: 'https://x.supabase.co/auth/v1',
    keys: { kind: 'url', url: 'https://x.supabase.co/auth/v1/.well-known/jwks.json' },
  })
  expect(byKeys.algorithms.some((algorithm) => algorithm.startsWith('HS'))).toBe(false)
})
