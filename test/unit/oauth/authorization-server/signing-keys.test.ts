import { calculateJwkThumbprint } from 'jose'
import { expect, test } from 'vitest'
import {
  ensureCookieKeys,
  ensureSigningKeys,
} from '../../../../src/oauth/authorization-server/signing-keys.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'

test('keys are made once, however many starts race for it', async () => {
  const storage = createMemoryStorage()
  const [first, second] = await Promise.all([
    ensureSigningKeys(storage, 'a'),
    ensureSigningKeys(storage, 'a'),
  ])
  expect(first).toEqual(second)
  expect(await ensureSigningKeys(storage, 'a')).toEqual(first)
})

test('a key is RSA of 2048 bits for RS256, and its id the thumbprint of RFC 7638', async () => {
  const { privateKeys, published } = await ensureSigningKeys(createMemoryStorage(), 'a')
  const [key] = published.keys
  expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB' })
  expect(Buffer.from(key?.n ?? '', 'base64url')).toHaveLength(256)
  expect(key?.kid).toBe(await calculateJwkThumbprint(key ?? {}))
  expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  expect(privateKeys[0]?.d).toEqual(expect.any(String))
})

test('the secrets of cookies are long, random and kept', async () => {
  const storage = createMemoryStorage()
  const keys = await ensureCookieKeys(storage)
  expect(keys[0]).toMatch(/^[\w-]{43}$/)
  expect(await ensureCookieKeys(storage)).toEqual(keys)
  expect(await ensureCookieKeys(createMemoryStorage())).not.toEqual(keys)
})
