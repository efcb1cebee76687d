import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSigningKeys } from '../../../../src/oauth/resource-server/read-signing-keys.ts'
import {
  createSigningKeys,
  type SigningKeys,
  type SigningKeysInput,
} from '../../../../src/oauth/resource-server/signing-keys.ts'
import { makeKey, SigningAuthority } from '../../../support/signing-authority.ts'

let authority: SigningAuthority
beforeAll(async () => {
  authority = await SigningAuthority.start()
})
afterAll(() => authority.stop())

let time = 1_000_000
const path = '/oauth2/aus1/v1/keys'
const down = (): void => void authority.answers.set(path, { status: 503, body: '' })
const up = (): void => void authority.answers.delete(path)

beforeEach(() => {
  up()
  authority.fetches = 0
})

function keysWith(changes: Partial<SigningKeysInput> = {}): SigningKeys {
  const { issuer } = authority
  const fetchText = async (url: string) => {
    const response = await fetch(url, { redirect: 'manual' })
    return { status: response.status, text: await response.text() }
  }
  return createSigningKeys({
    issuer,
    now: () => time,
    read: () => readSigningKeys({ kind: 'okta', issuer }, fetchText),
    ...changes,
  })
}
const known = (): string => authority.key.jwk.kid ?? ''
const kindOf = async (keys: SigningKeys, keyId = known()): Promise<string> =>
  (await keys.find(keyId, 'RS256')).kind

/** What an issuer publishes before and after a rotation. */
async function publishedTwice() {
  const [first, second] = [await makeKey('RS256', 'first'), await makeKey('RS256', 'second')]
  const [now, next] = [{ keys: [first.jwk] }, { keys: [first.jwk, second.jwk] }]
  return { set: { now, next } }
}

describe('createSigningKeys', () => {
  it('reads once, however many ask at the same time', async () => {
    const keys = keysWith()
    expect(await Promise.all(Array.from({ length: 20 }, () => kindOf(keys)))).toEqual(Array(20).fill('found'))
    expect(authority.fetches).toBe(1)
  })

  it('answers 200 unknown key ids with one read, and known ones all along (attack 7)', async () => {
    const keys = keysWith()
    await kindOf(keys)
    time += 31_000
    for (let index = 0; index < 200; index++) expect(await kindOf(keys, `junk-${index}`)).toBe('unknown')
    expect(authority.fetches).toBe(2)
    expect(await kindOf(keys)).toBe('found')
  })

  it('finds a key that was published after the last read', async () => {
    const keys = keysWith()
    await kindOf(keys)
    const next = await makeKey()
    authority.published = [authority.key.jwk, next.jwk]
    expect(await kindOf(keys, next.jwk.kid)).toBe('unknown')
    time += 30_000
    const generation = keys.generation()
    expect(await kindOf(keys, next.jwk.kid)).toBe('found')
    expect(keys.generation()).toBeGreaterThan(generation)
    authority.published = [authority.key.jwk]
  })

  it('serves the last good keys through an outage of up to 24 hours, then says so (attack 8)', async () => {
    const keys = keysWith()
    await kindOf(keys)
    down()
    time += 23 * 3_600_000
    expect(await kindOf(keys)).toBe('found')
    expect(keys.problem()).toBeUndefined()
    await keys.refresh()
    time += 3_600_001
    expect(await keys.find(known(), 'RS256')).toEqual({ kind: 'unavailable', retryAfterSeconds: 2 })
    expect(keys.problem()).toContain('answered 503')
    up()
    time += 2_000
    expect(await kindOf(keys)).toBe('found')
    expect(keys.problem()).toBeUndefined()
  })

  it('refreshes stale keys in the background, without making the caller wait', async () => {
    const keys = keysWith()
    await kindOf(keys)
    const generation = keys.generation()
    const next = await makeKey()
    authority.published = [authority.key.jwk, next.jwk]
    time += 600_000
    expect(await kindOf(keys)).toBe('found')
    await keys.refresh()
    expect(keys.generation()).toBe(generation + 1)
    expect(await kindOf(keys, next.jwk.kid)).toBe('found')
    expect(authority.fetches).toBe(2)
    authority.published = [authority.key.jwk]
  })

  it('keeps the last good set when a bad one is published (attack 6)', async () => {
    const failures: string[] = []
    const keys = keysWith({ onFailure: (message) => failures.push(message) })
    await kindOf(keys)
    authority.answers.set(path, {
      status: 200,
      body: JSON.stringify({ keys: [{ kty: 'oct', k: 'eA', kid: 'x' }] }),
    })
    time += 600_000
    await keys.refresh()
    expect(failures).toEqual([
      `The keys of ${authority.issuer} cannot be read: The key set holds a symmetric key.`,
    ])
    expect(await kindOf(keys)).toBe('found')
  })

  it('does not try a cold, failing issuer more than once in two seconds', async () => {
    down()
    const keys = keysWith()
    for (let index = 0; index < 5; index++) expect(await kindOf(keys)).toBe('unavailable')
    expect(authority.fetches).toBe(1)
    up()
    time += 2_000
    expect(await kindOf(keys)).toBe('found')
  })

  it('cannot tell a new key from one that nobody has while its issuer is down, and says so', async () => {
    const keys = keysWith()
    await kindOf(keys)
    down()
    time += 31_000
    expect(await kindOf(keys, 'new')).toBe('unavailable')
    expect(await kindOf(keys)).toBe('found')
    expect((await keys.find(undefined, 'RS256')).kind).toBe('unknown')
    up()
    time += 31_000
    expect(await kindOf(keys, 'new')).toBe('unknown')
  })

  it('keeps the keys of an idle gateway fresh for whoever watches readiness', async () => {
    const keys = keysWith()
    await kindOf(keys)
    time += 600_000
    expect(keys.problem()).toBeUndefined()
    await keys.refresh()
    expect(authority.fetches).toBe(2)
  })

  it('finds a key at once that was rotated in this process', async () => {
    const { set } = await publishedTwice()
    const local = keysWith({ isLocal: () => true, read: () => Promise.resolve(set.now) })
    expect(await kindOf(local, 'first')).toBe('found')
    set.now = set.next
    expect(await kindOf(local, 'second')).toBe('found')
  })

  it('is a problem while unread, unless the keys live in this process', async () => {
    const remote = keysWith()
    expect(remote.problem()).toContain('have not been read yet')
    await remote.refresh()
    expect(remote.problem()).toBeUndefined()
    expect(keysWith({ isLocal: () => true }).problem()).toBeUndefined()
  })
})
