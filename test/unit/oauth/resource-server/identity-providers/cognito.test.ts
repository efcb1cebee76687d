import { describe, expect, it } from 'vitest'
import { describeCognito } from '../../../../../src/oauth/resource-server/identity-providers/cognito.ts'

const pool = {
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_AbC',
  clientIds: undefined,
  tokenUse: 'access',
} as const

describe('describeCognito', () => {
  it('describes a pool, in China too', () => {
    expect(describeCognito(pool)).toMatchObject({
      issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC',
      claims: { requiredClaims: { token_use: ['access'] }, audienceMayBeAbsent: true },
    })
    expect(describeCognito({ ...pool, region: 'cn-north-1' }).issuer).toContain('.amazonaws.com.cn/')
  })

  it('knows app clients by the claim of the kind of token', () => {
    const clientIds = ['c']
    expect(describeCognito({ ...pool, clientIds }).claims?.requiredClaims).toEqual({
      token_use: ['access'],
      client_id: ['c'],
    })
    expect(describeCognito({ ...pool, clientIds, tokenUse: 'id' }).claims?.requiredClaims).toEqual({
      token_use: ['id'],
      aud: ['c'],
    })
  })
})
