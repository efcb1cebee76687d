import { describe, expect, test } from 'vitest'
import { createStorageAdapter } from '../../../../src/oauth/authorization-server/storage-adapter.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import type { Storage } from '../../../../src/storage/storage.ts'

const options = {
  leewaySeconds: 30,
  codeAlreadyUsed: () => new Error('used'),
  revokeAccessTokens: async () => undefined,
}
const adapterOf = (model: string, storage: Storage = createMemoryStorage(), serverId = 'mcp') =>
  createStorageAdapter(storage, serverId, options)(model)
const inAnHour = Math.floor(Date.now() / 1000) + 3600

describe('records', () => {
  test('are found as they were kept, replaced and removed', async () => {
    const codes = adapterOf('AuthorizationCode')
    await codes.upsert('c1', { jti: 'c1', grantId: 'g', scope: 'a' }, 60)
    expect(await codes.find('c1')).toEqual({ jti: 'c1', grantId: 'g', scope: 'a' })
    await codes.upsert('c1', { jti: 'c1', grantId: 'g', scope: 'b' }, 60)
    expect((await codes.find('c1'))?.['scope']).toBe('b')
    await codes.destroy('c1')
    expect(await codes.find('c1')).toBeUndefined()
    expect(await codes.find('never')).toBeUndefined()
  })

  test('end with their time', async () => {
    let now = Date.now()
    const codes = adapterOf('AuthorizationCode', createMemoryStorage({ now: () => now }))
    await codes.upsert('c1', { jti: 'c1' }, 60)
    now += 60_000
    expect(await codes.find('c1')).toBeUndefined()
  })

  test('of one model or server are nothing to another', async () => {
    const storage = createMemoryStorage()
    await adapterOf('AuthorizationCode', storage).upsert('x', { jti: 'x' }, 60)
    expect(await adapterOf('RefreshToken', storage).find('x')).toBeUndefined()
    expect(await adapterOf('AuthorizationCode', storage, 'other').find('x')).toBeUndefined()
  })

  test('a code or refresh token does not lie in the store as it is', async () => {
    const storage = createMemoryStorage()
    for (const model of ['AuthorizationCode', 'PushedAuthorizationRequest', 'RefreshToken']) {
      await adapterOf(model, storage).upsert('the-credential', { jti: 'the-credential', grantId: 'g' }, 60)
    }
    for (const key of await storage.list('', 100)) {
      expect(key + ((await storage.get(key))?.value ?? '')).not.toContain('the-credential')
    }
  })

  test('a session is found by its uid too', async () => {
    const sessions = adapterOf('Session')
    await sessions.upsert('s1', { jti: 's1', uid: 'u1', accountId: 'a' }, 60)
    expect(await sessions.findByUid('u1')).toEqual({ jti: 's1', uid: 'u1', accountId: 'a' })
    expect(await sessions.findByUid('u2')).toBeUndefined()
    expect(await sessions.findByUserCode('u1')).toBeUndefined()
  })
})

describe('use', () => {
  test('a used code says so, and a second use at the same moment fails', async () => {
    const codes = adapterOf('AuthorizationCode')
    await codes.upsert('c1', { jti: 'c1', exp: inAnHour }, 60)
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => codes.consume('c1')))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await codes.find('c1'))?.consumed).toEqual(expect.any(Number))
  })

  test('a used refresh token looks fresh within the leeway, and keeps its first use', async () => {
    const tokens = adapterOf('RefreshToken')
    await tokens.upsert('r1', { jti: 'r1', exp: inAnHour }, 3600)
    await tokens.consume('r1')
    await tokens.consume('r1')
    expect(await tokens.find('r1')).toEqual({ jti: 'r1', exp: inAnHour })
    const past = Math.floor(Date.now() / 1000) - 30
    await tokens.upsert('r2', { jti: 'r2', exp: inAnHour, consumed: past }, 3600)
    expect((await tokens.find('r2'))?.consumed).toBe(past)
    await tokens.consume('r2')
    expect((await tokens.find('r2'))?.consumed).toBe(past)
  })
})

test('revoking a grant removes its records of the model, all of them, and no others', async () => {
  const storage = createMemoryStorage()
  const tokens = adapterOf('RefreshToken', storage)
  for (let index = 0; index < 600; index++)
    await tokens.upsert(`r${index}`, { jti: `r${index}`, grantId: 'g1' }, 60)
  await tokens.upsert('kept', { jti: 'kept', grantId: 'g2' }, 60)
  await adapterOf('AuthorizationCode', storage).upsert('code', { jti: 'code', grantId: 'g1' }, 60)
  await tokens.revokeByGrantId('g1')
  expect(await tokens.find('r0')).toBeUndefined()
  expect(await tokens.find('r599')).toBeUndefined()
  expect(await tokens.find('kept')).toBeDefined()
  expect(await adapterOf('AuthorizationCode', storage).find('code')).toBeDefined()
  expect(await storage.list('', 1000)).toHaveLength(4)
})
