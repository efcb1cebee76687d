import { expect, it } from 'vitest'
import { describeGoogle } from '../../../../../src/oauth/resource-server/identity-providers/google.ts'

it('describes accounts, of any domain or of those named', () => {
  const anyone = describeGoogle(undefined)
  expect([anyone.issuer, ...(anyone.issuerAliases ?? [])]).toEqual([
    'https://accounts.google.com',
    'accounts.google.com',
  ])
  expect(anyone.claims).toBeUndefined()
  expect(describeGoogle(['a.example']).claims).toEqual({ requiredClaims: { hd: ['a.example'] } })
})
