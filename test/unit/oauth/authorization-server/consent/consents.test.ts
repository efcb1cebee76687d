import { expect, test } from 'vitest'
import { createConsents } from '../../../../../src/oauth/authorization-server/consent/consents.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'

const parties = { uid: 'u', clientId: 'c', redirectUri: 'http://127.0.0.1:4000/callback' }

test('what was allowed is remembered, adds up, and needs every scope', async () => {
  const consents = createConsents(createMemoryStorage(), 'mcp')
  expect(await consents.covers(parties, ['a'])).toBe(false)
  await Promise.all([consents.remember(parties, ['a']), consents.remember(parties, ['b'])])
  expect(await consents.covers(parties, ['a', 'b'])).toBe(true)
  expect(await consents.covers(parties, ['a', 'c'])).toBe(false)
})

test('no other person, client, place of return or server inherits it, but another loopback port does', async () => {
  const storage = createMemoryStorage()
  const consents = createConsents(storage, 'mcp')
  await consents.remember(parties, ['a'])
  const others = [{ uid: 'v' }, { clientId: 'd' }, { redirectUri: 'https://127.0.0.1:4000/callback' }]
  for (const other of others) expect(await consents.covers({ ...parties, ...other }, ['a'])).toBe(false)
  expect(await createConsents(storage, 'other').covers(parties, ['a'])).toBe(false)
  const moved = { ...parties, redirectUri: 'http://127.0.0.1:5000/callback' }
  expect(await consents.covers(moved, ['a'])).toBe(true)
})
