import { calculateJwkThumbprint } from 'jose'
import { afterEach, expect, test, vi } from 'vitest'
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
  expect(first.privateKeys).toEqual(second.privateKeys)
  expect((await ensureSigningKeys(storage, 'a')).privateKeys).toEqual(first.privateKeys)
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

afterEach(() => vi.useRealTimers())

const day = 24 * 3_600_000

test('the next key is published half-way, signs after 90 days, and the old one stays until its tokens are gone', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const keys = await ensureSigningKeys(createMemoryStorage(), 'a')
  const kids = (): unknown[] => keys.published.keys.map(({ kid }) => kid)
  const [first] = kids()
  await keys.maintain()
  expect(kids()).toEqual([first])
  vi.setSystemTime(Date.now() + 45 * day)
  await keys.maintain()
  const [, next] = kids()
  expect(kids()).toEqual([first, next])
  vi.setSystemTime(Date.now() + 45 * day)
  await keys.maintain()
  expect(kids()).toEqual([next, first])
  expect(keys.privateKeys[0]?.kid).toBe(next)
  vi.setSystemTime(Date.now() + 2 * day)
  await keys.maintain()
  expect(kids()).toEqual([next])
})

test('a rotation at another process is read, and none is lost when two rotate at once', async () => {
  const storage = createMemoryStorage()
  const here = await ensureSigningKeys(storage, 'a')
  const there = await ensureSigningKeys(storage, 'a')
  await Promise.all([here.rotate(), there.rotate()])
  await here.maintain()
  await there.maintain()
  expect(here.published).toEqual(there.published)
  expect(here.published.keys).toHaveLength(3)
})

test('a key that an earlier version stored is kept', async () => {
  const storage = createMemoryStorage()
  const [key] = (await ensureSigningKeys(createMemoryStorage(), 'a')).privateKeys
  await storage.write([{ put: 'as:a:signing-keys', value: JSON.stringify([key]) }])
  const keys = await ensureSigningKeys(storage, 'a')
  expect(keys.privateKeys).toEqual([key])
  await keys.rotate()
  expect(keys.privateKeys[1]).toEqual(key)
})
