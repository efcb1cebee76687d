import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TokenTerms } from '../../../../../src/gateway/token-signer.ts'
import { upstreamZuploJwtAuth } from '../../../../../src/policies/inbound/upstream-zuplo-jwt-auth/upstream-zuplo-jwt-auth.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let world: World
let asked: TokenTerms[]
beforeEach(() => {
  asked = []
  const plain = createWorld()
  const signer = { sign: async (terms: TokenTerms) => `token-${asked.push(terms)}` }
  world = { ...plain, setup: { ...plain.setup, tokenSigner: () => signer } }
})
afterEach(() => world.close())

describe('the policy', () => {
  it('puts a token in place of what the caller presented, in the name of the caller', async () => {
    const options = { audience: 'books', additionalClaims: { tenant: 't' }, expiresIn: '1m' }
    const policy = createPolicy(upstreamZuploJwtAuth, options, world)
    const { exchange, reply } = await judge(policy, world, {
      headers: { authorization: 'Bearer of-the-caller' },
      user: { sub: 'ada', data: {} },
    })
    expect(reply).toBeUndefined()
    expect(exchange.headers['authorization']).toBe('Bearer token-1')
    expect(asked).toEqual([
      { audience: 'books', claims: { tenant: 't' }, expiresInSeconds: 60, subject: 'ada' },
    ])
  })

  it('has a header and a prefix of its own where they are named', async () => {
    const named = createPolicy(upstreamZuploJwtAuth, { headerName: 'X-Token', tokenPrefix: '' }, world)
    expect((await judge(named, world)).exchange.headers).toEqual({ 'x-token': 'token-1' })
    expect(asked[0]?.subject).toBeUndefined()
  })

  it('lets nothing pass unsigned', async () => {
    const policy = createPolicy(upstreamZuploJwtAuth, {}, createWorld())
    await expect(judge(policy, world)).rejects.toThrow('no JwtServicePlugin')
  })

  it('takes no claims that the gateway writes itself', () => {
    const options = { additionalClaims: { sub: 'root' } }
    expect(() => createPolicy(upstreamZuploJwtAuth, options, world)).toThrow(
      'the gateway writes these itself',
    )
  })
})
