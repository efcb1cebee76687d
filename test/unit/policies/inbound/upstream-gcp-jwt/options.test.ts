import { expect, it } from 'vitest'
import { upstreamGcpJwtOptions } from '../../../../../src/policies/inbound/upstream-gcp-jwt/options.ts'

const good = { serviceAccountJson: '{}', audience: 'a' }

it('needs what is required, and no more', () => {
  expect(upstreamGcpJwtOptions.safeParse(good).success).toBe(true)
  for (const name of Object.keys(good))
    expect(upstreamGcpJwtOptions.safeParse({ ...good, [name]: undefined }).success).toBe(false)
})

it.each([{ audience: '' }, { authHeader: 'a b' }])('refuses %j', (changes) => {
  expect(upstreamGcpJwtOptions.safeParse({ ...good, ...changes }).success).toBe(false)
})
