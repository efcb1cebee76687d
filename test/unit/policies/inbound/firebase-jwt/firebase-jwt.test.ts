import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firebaseJwt } from '../../../../../src/policies/inbound/firebase-jwt/firebase-jwt.ts'
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

const iss = 'https://securetoken.google.com/my-project'

describe('FirebaseJwtInboundPolicy', () => {
  it('accepts tokens of the project, for the project unless told otherwise', async () => {
    const policy = createPolicy(firebaseJwt, { projectId: 'my-project' }, world)
    expect(await accepts(policy, world, await signed(key, { iss, aud: 'my-project' }))).toBe(true)
    expect(await accepts(policy, world, await signed(key, { iss, aud: 'other' }))).toBe(false)
    const other = 'https://securetoken.google.com/other'
    expect(await accepts(policy, world, await signed(key, { iss: other, aud: 'my-project' }))).toBe(false)
    const told = createPolicy(firebaseJwt, { projectId: 'my-project', audience: ['a', 'b'] }, world)
    expect(await accepts(told, world, await signed(key, { iss, aud: 'b' }))).toBe(true)
  })
})
