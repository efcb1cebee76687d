import { expect, test } from 'vitest'
import { createRevokedTokens } from '../../../../src/oauth/authorization-server/revoked-tokens.ts'
import { buildTokenId } from '../../../../src/oauth/authorization-server/token-id.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'

function create(serverId = 'mcp', storage = createMemoryStorage()) {
  const told: string[] = []
  const revoked = createRevokedTokens({ storage, serverId, onRevoked: async () => void told.push(serverId) })
  return { revoked, storage, told }
}
const inAMinute = (): number => Math.floor(Date.now() / 1000) + 60

test('one token ends by its id, and others do not', async () => {
  const { revoked, told } = create()
  await revoked.revokeToken('AT.1', inAMinute())
  expect([await revoked.has('AT.1'), await revoked.has('AT.2')]).toEqual([true, false])
  expect(told).toEqual(['mcp'])
})

test('with a grant all its tokens end, those that come later too', async () => {
  const { revoked } = create()
  await revoked.revokeGrant('g1')
  expect(await revoked.has(buildTokenId('a', 'g1'))).toBe(true)
  expect(await revoked.has(buildTokenId('later', 'g1'))).toBe(true)
  expect(await revoked.has(buildTokenId('a', 'g2'))).toBe(false)
})

test('one server ends nothing of another', async () => {
  const { revoked, storage } = create('one')
  await revoked.revokeToken('AT.1', inAMinute())
  await revoked.revokeGrant('g1')
  const other = create('two', storage).revoked
  expect([await other.has('AT.1'), await other.has(buildTokenId('a', 'g1'))]).toEqual([false, false])
})

test('nothing is kept longer than it can matter', async () => {
  let now = Date.now()
  const { revoked, storage } = create('mcp', createMemoryStorage({ now: () => now }))
  await revoked.revokeToken('AT.1', inAMinute())
  await revoked.revokeGrant('g1')
  now += 60_000 + 240_000
  expect(await revoked.has('AT.1')).toBe(true)
  now += 61_000
  expect(await revoked.has('AT.1')).toBe(false)
  now += 24 * 3_600_000
  expect(await revoked.has(buildTokenId('a', 'g1'))).toBe(true)
  now += 3_600_000
  expect(await storage.list('as:', 10)).toEqual([])
})
