import { expect, it } from 'vitest'
import { upstreamAzureAdServiceAuthOptions } from '../../../../../src/policies/inbound/upstream-azure-ad-service-auth/options.ts'

const good = { activeDirectoryTenantId: 't', activeDirectoryClientId: 'c', activeDirectoryClientSecret: 's' }

it('needs what is required, and no more', () => {
  expect(upstreamAzureAdServiceAuthOptions.safeParse(good).success).toBe(true)
  for (const name of Object.keys(good))
    expect(upstreamAzureAdServiceAuthOptions.safeParse({ ...good, [name]: undefined }).success).toBe(false)
})

it.each([{ activeDirectoryTenantId: 'a/b' }, { authority: 'http://login.example' }])(
  'refuses %j',
  (changes) => {
    expect(upstreamAzureAdServiceAuthOptions.safeParse({ ...good, ...changes }).success).toBe(false)
  },
)
