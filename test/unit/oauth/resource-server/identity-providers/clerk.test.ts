import { expect, it } from 'vitest'
import { describeClerk } from '../../../../../src/oauth/resource-server/identity-providers/clerk.ts'

it('describes an instance by its frontend API, and the applications whose tokens pass', () => {
  expect(describeClerk('https://x.clerk.accounts.dev/', ['https://app.example'])).toMatchObject({
    issuer: 'https://x.clerk.accounts.dev',
    keys: { kind: 'url', url: 'https://x.clerk.accounts.dev/.well-known/jwks.json' },
    claims: { audienceMayBeAbsent: true, requiredClaims: { azp: ['https://app.example'] } },
  })
  expect(describeClerk('https://x.clerk.accounts.dev', undefined).claims).toEqual({
    audienceMayBeAbsent: true,
  })
})
