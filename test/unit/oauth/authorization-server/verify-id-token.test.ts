import { decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import type { ServedServer } from '../../../../src/oauth/authorization-server/served-server.ts'
import { createIdTokenVerifier } from '../../../../src/oauth/authorization-server/verify-id-token.ts'

const issuer = 'http://127.0.0.1:9000/oauth2/mcp'
let privateKey: CryptoKey
let foreignKey: CryptoKey
let verify: ReturnType<typeof createIdTokenVerifier>
beforeAll(async () => {
  const pair = await generateKeyPair('RS256')
  privateKey = pair.privateKey
  foreignKey = (await generateKeyPair('RS256')).privateKey
  const key = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }
  verify = createIdTokenVerifier({
    keys: { published: { keys: [key] } },
    issuers: [issuer],
  } as unknown as ServedServer)
})

const good = { iss: issuer, sub: '00u1', aud: 'web', exp: 1_000_000, iat: 1 }
const sign = (claims: JWTPayload, key = privateKey): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(key)

test('the claims of a token of ours are answered, though it has expired', async () => {
  const token = await sign(good)
  expect(await verify(token)).toEqual(decodeJwt(token))
})

test.each([
  ['another issuer', { ...good, iss: 'http://127.0.0.1:9000/oauth2/other' }],
  ['an access token', { ...good, cid: 'web', scp: ['mcp:access'] }],
  ['several audiences', { ...good, aud: ['web', 'native'] }],
  ['no subject', { ...good, sub: undefined as unknown as string }],
  ['no end', { ...good, exp: undefined as unknown as number }],
])('%s is not one', async (_name, claims) => {
  expect(await verify(await sign(claims))).toBeUndefined()
})

test('a foreign signature, no token, and a huge one are not one', async () => {
  for (const token of [await sign(good, foreignKey), 'x', 'a.b.c', 'a'.repeat(10_000)])
    expect(await verify(token)).toBeUndefined()
})
