import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  redeem,
  signIn,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

const ask = (token?: string, issuer = world.issuer): Promise<Response> =>
  fetch(`${issuer}/v1/userinfo`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })

test('a token with openid opens what its scopes open, under every spelling', async () => {
  const answer = await redeem(world.issuer, await signIn(world.issuer, { scope: 'openid profile' }))
  const token = String(answer.body['access_token'])
  for (const issuer of [world.issuer, world.issuer.replace('127.0.0.1', 'localhost')]) {
    const response = await ask(token, issuer)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      sub: expect.stringMatching(/^00u/) as string,
      preferred_username: 'alex@example.com',
      name: 'Alex Reader',
    })
  }
})

test('a token without openid is not enough', async () => {
  const answer = await redeem(world.issuer, await signIn(world.issuer))
  const response = await ask(String(answer.body['access_token']))
  expect(response.status).toBe(403)
  expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
})

test('no token, a foreign token, an ID token and a huge one are refused', async () => {
  const answer = await redeem(world.issuer, await signIn(world.issuer, { scope: 'openid' }))
  const { privateKey } = await generateKeyPair('RS256')
  const forged = await new SignJWT({ scp: ['openid'], cid: 'native' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(world.issuer)
    .setAudience(`${world.origin}/mcp`)
    .setSubject('alex@example.com')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey)
  for (const token of [undefined, forged, String(answer.body['id_token']), 'a'.repeat(10_000)]) {
    const response = await ask(token)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  }
})
