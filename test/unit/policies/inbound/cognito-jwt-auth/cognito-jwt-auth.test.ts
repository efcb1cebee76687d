import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cognitoJwtAuth } from '../../../../../src/policies/inbound/cognito-jwt-auth/cognito-jwt-auth.ts'
import type { World } from '../../../../support/policy-setup.ts'
import { makeKey, type AuthorityKey } from '../../../../support/signing-authority.ts'
import { accepts, createPolicy, signed, worldWithKeys } from '../../../../support/token-policy.ts'

let key: AuthorityKey
let world: World
beforeAll(async () => {
  key = await makeKey()
  world = worldWithKeys(key)
})
afterAll(() => world.close())

const options = { region: 'eu-central-1', userPoolId: 'eu-central-1_AbC' }
const iss = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC'

describe('CognitoJwtInboundPolicy', () => {
  it('accepts access tokens of the pool, which name no audience, and no ID tokens', async () => {
    const policy = createPolicy(cognitoJwtAuth, options, world)
    const access = { iss, token_use: 'access', client_id: 'c' }
    expect(await accepts(policy, world, await signed(key, access))).toBe(true)
    expect(await accepts(policy, world, await signed(key, { iss, token_use: 'id', aud: 'c' }))).toBe(false)
    expect(await accepts(policy, world, await signed(key, { ...access, iss: `${iss}D` }))).toBe(false)
  })

  it('accepts the app clients and the audience it is told', async () => {
    const client = createPolicy(cognitoJwtAuth, { ...options, clientId: ['a', 'b'] }, world)
    const token = (more: object) => signed(key, { iss, token_use: 'access', ...more })
    expect(await accepts(client, world, await token({ client_id: 'b' }))).toBe(true)
    expect(await accepts(client, world, await token({ client_id: 'c' }))).toBe(false)
    const bound = createPolicy(cognitoJwtAuth, { ...options, audience: 'https://gw/mcp' }, world)
    expect(await accepts(bound, world, await token({ aud: 'https://gw/mcp' }))).toBe(true)
    expect(await accepts(bound, world, await token({ client_id: 'b' }))).toBe(false)
  })
})
