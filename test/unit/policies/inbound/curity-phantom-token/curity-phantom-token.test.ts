import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { curityPhantomToken } from '../../../../../src/policies/inbound/curity-phantom-token/curity-phantom-token.ts'
import { startUpstream, type LoopbackUpstream } from '../../../../support/loopback-upstream.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { makeKey } from '../../../../support/signing-authority.ts'
import { bearer, createPolicy, judge, signed } from '../../../../support/token-policy.ts'

let world: World
let curity: LoopbackUpstream
beforeAll(async () => {
  world = createWorld()
  const jwt = await signed(await makeKey(), { iss: 'https://curity.example', aud: 'api', scope: 'read' })
  curity = await startUpstream((request, response, body) => {
    const isKnown = new URLSearchParams(body).get('token') === 'known'
    if (!isKnown) response.writeHead(204).end()
    else response.writeHead(200, { 'content-type': 'application/jwt' }).end(jwt)
    if (request.headers.accept !== 'application/jwt') response.destroy()
  })
})
afterAll(async () => {
  await world.close()
  await curity.close()
})

describe('CurityPhantomTokenInboundPolicy', () => {
  it('takes the user from the JWT behind an opaque token, and refuses tokens that Curity does not know', async () => {
    const options = { clientId: 'a', clientSecret: 'b', introspectionUrl: curity.url }
    const policy = createPolicy(curityPhantomToken, options, world)
    const known = await judge(policy, world, bearer('known'))
    expect(known.exchange.user).toMatchObject({ sub: 'ada', data: { scope: 'read' } })
    expect(known.exchange.headers['authorization']).toBe('Bearer known')
    expect((await judge(policy, world, bearer('unknown'))).reply?.status).toBe(401)
  })
})
