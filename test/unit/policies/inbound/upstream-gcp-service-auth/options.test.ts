import { expect, it } from 'vitest'
import { upstreamGcpServiceAuthOptions } from '../../../../../src/policies/inbound/upstream-gcp-service-auth/options.ts'

const good = { serviceAccountJson: '{}' }

it('needs what is required, and no more', () => {
  expect(upstreamGcpServiceAuthOptions.safeParse(good).success).toBe(true)
  for (const name of Object.keys(good))
    expect(upstreamGcpServiceAuthOptions.safeParse({ ...good, [name]: undefined }).success).toBe(false)
})

it.each([{ scopes: [] }, { audience: '' }])('refuses %j', (changes) => {
  expect(upstreamGcpServiceAuthOptions.safeParse({ ...good, ...changes }).success).toBe(false)
})
