import { exportJWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileKeySet } from '../../../../src/oauth/resource-server/key-set.ts'
import { makeKey, type AuthorityKey } from '../../../support/signing-authority.ts'

let key: AuthorityKey
beforeAll(async () => {
  key = await makeKey('RS256', 'one')
})
const setOf = (...keys: readonly object[]) => compileKeySet({ keys: keys as Record<string, unknown>[] })

describe('compileKeySet', () => {
  it('finds a key by kid and algorithm', async () => {
    const set = setOf(key.jwk)
    expect((await set.find('one', 'RS256'))?.type).toBe('public')
    expect(await set.find('two', 'RS256')).toBeUndefined()
    expect(await set.find(undefined, 'RS256')).toBeUndefined()
    expect(await set.find('one', 'PS256')).toBeUndefined()
  })

  it('imports a key without alg only for algorithms of its kind', async () => {
    const { alg: _alg, ...plain } = key.jwk
    const set = setOf(plain)
    expect(await set.find('one', 'PS256')).toBeDefined()
    expect(await set.find('one', 'ES256')).toBeUndefined()
  })

  it('lets a lone key without kid serve tokens without kid', async () => {
    const { kid: _kid, ...nameless } = key.jwk
    expect(await setOf(nameless).find(undefined, 'RS256')).toBeDefined()
  })

  it('refuses sets with private, symmetric or ambiguous keys, or too many (attack 6)', async () => {
    const secret = { kty: 'oct', k: 'c2VjcmV0', kid: 'two', alg: 'HS256' }
    const pair = { ...(await exportJWK(key.privateKey)), kid: 'two' }
    expect(() => setOf(key.jwk, secret)).toThrow('symmetric')
    expect(() => setOf(key.jwk, pair)).toThrow('private')
    expect(() => setOf(key.jwk, key.jwk)).toThrow('same kid')
    const many = Array.from({ length: 101 }, (_, index) => ({ ...key.jwk, kid: `k${index}` }))
    expect(() => setOf(...many)).toThrow('at most 100')
  })

  it('passes over keys that are not for signatures, and RSA keys that are too short', async () => {
    const set = setOf(
      { ...key.jwk, use: 'enc' },
      { ...key.jwk, kid: 'ops', use: undefined, key_ops: ['encrypt'] },
    )
    expect(await set.find('one', 'RS256')).toBeUndefined()
    expect(await set.find('ops', 'RS256')).toBeUndefined()
    const short = {
      kty: 'RSA',
      kid: 'short',
      alg: 'RS256',
      e: 'AQAB',
      n: Buffer.alloc(128, 0xc1).toString('base64url'),
    }
    expect(await setOf(short).find('short', 'RS256')).toBeUndefined()
    expect(await setOf({ kty: 'unheard-of', kid: 'odd' }).find('odd', 'RS256')).toBeUndefined()
  })
})
