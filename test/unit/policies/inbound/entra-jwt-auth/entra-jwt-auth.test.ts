import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entraJwtAuth } from '../../../../../src/policies/inbound/entra-jwt-auth/entra-jwt-auth.ts'
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

const tenantId = '11111111-2222-3333-4444-555555555555'
const v2 = { iss: `https://login.microsoftonline.com/${tenantId}/v2.0`, aud: 'app-id', tid: tenantId }
const v1 = { ...v2, iss: `https://sts.windows.net/${tenantId}/` }

describe('EntraJwtInboundPolicy', () => {
  it('accepts tokens of one tenant, those of version 1.0 only when told', async () => {
    const audience = ['https://gw/mcp', 'app-id']
    const policy = createPolicy(entraJwtAuth, { tenantId, audience }, world)
    const both = createPolicy(entraJwtAuth, { tenantId, audience, acceptV1Tokens: true }, world)
    expect(await accepts(policy, world, await signed(key, v2))).toBe(true)
    expect(await accepts(policy, world, await signed(key, v1))).toBe(false)
    expect(await accepts(both, world, await signed(key, v1))).toBe(true)
    const other = '99999999-2222-3333-4444-555555555555'
    expect(await accepts(both, world, await signed(key, { ...v2, tid: other }))).toBe(false)
  })
})
