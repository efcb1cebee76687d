import { expect, it } from 'vitest'
import { describePropelAuth } from '../../../../../src/oauth/resource-server/identity-providers/propel-auth.ts'

it('describes an environment with the key it hands out', () => {
  expect(describePropelAuth('https://auth.example/', 'PEM')).toMatchObject({
    issuer: 'https://auth.example',
    keys: { kind: 'public-key', pem: 'PEM', algorithm: 'RS256' },
    algorithms: ['RS256'],
    claims: { subjectClaim: 'user_id' },
  })
})
