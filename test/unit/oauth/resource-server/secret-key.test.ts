import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { createSecretKey, secretAlgorithms } from '../../../../src/oauth/resource-server/secret-key.ts'
import { createTokenVerifier } from '../../../../src/oauth/resource-server/verify-access-token.ts'

const secret = 'a secret that is at least 32 bytes long'

describe('createSecretKey', () => {
  it('verifies HMAC tokens of that secret and no other', async () => {
    const verifier = createTokenVerifier({
      issuers: ['https://i.example'],
      audiences: undefined,
      algorithms: secretAlgorithms,
      keys: createSecretKey(secret),
      now: Date.now,
      sha256: (text) => createHash('sha256').update(text).digest('base64url'),
    })
    const sign = (key: string) =>
      new SignJWT({ sub: 'ada', aud: 'x', iss: 'https://i.example' })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(key))
    expect(await verifier.verify(await sign(secret))).toMatchObject({ ok: true, value: { subject: 'ada' } })
    expect(await verifier.verify(await sign(`${secret}!`))).toMatchObject({
      ok: false,
      error: { reason: 'signature' },
    })
  })

  it('always has its key', () => {
    const source = createSecretKey(secret)
    expect([source.problem(), source.generation()]).toEqual([undefined, 0])
  })
})
