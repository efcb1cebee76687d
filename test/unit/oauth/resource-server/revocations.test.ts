import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createRevocations, type Revocations } from '../../../../src/oauth/resource-server/revocations.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'

const storage = createMemoryStorage()
const now = (): number => 1_700_000_000_000
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
const revocationsOf = (issuer: string): Revocations => createRevocations({ storage, now, sha256, issuer })
const claims = { jti: 'AT.1', cid: 'client-1', iat: 1_700_000_000 }

describe('createRevocations', () => {
  it('covers a token by its id', async () => {
    const revocations = revocationsOf('https://a.example')
    expect(await revocations.covers(claims, 'ada')).toBe(false)
    await revocations.add({ tokenId: 'AT.1' })
    expect(await revocations.covers(claims, 'ada')).toBe(true)
    expect(await revocations.covers({ ...claims, jti: 'AT.2' }, 'ada')).toBe(false)
  })

  it('covers what a subject or a client was issued up to then, and not what it gets afterwards', async () => {
    for (const named of [{ subject: 'eve' }, { client: 'client-2' }]) {
      const revocations = revocationsOf(`https://${Object.keys(named)[0]}.example`)
      await revocations.add(named)
      const of = { ...claims, cid: 'client-2' }
      expect(await revocations.covers(of, 'eve')).toBe(true)
      expect(await revocations.covers({ ...of, iat: 1_700_000_001 }, 'eve')).toBe(false)
      expect(await revocations.covers({ ...of, iat: undefined }, 'eve')).toBe(true)
    }
  })

  it('knows a client by any of the names claims have for it', async () => {
    const revocations = revocationsOf('https://b.example')
    await revocations.add({ client: 'c' })
    for (const name of ['cid', 'client_id', 'azp'])
      expect(await revocations.covers({ [name]: 'c', iat: 1 }, 'ada')).toBe(true)
  })

  it('keeps issuers apart, is shared through storage, and tells it neither names nor ids', async () => {
    await revocationsOf('https://c.example').add({ subject: 'secret-name' })
    expect(await revocationsOf('https://d.example').covers(claims, 'secret-name')).toBe(false)
    expect(await revocationsOf('https://c.example').covers(claims, 'secret-name')).toBe(true)
    expect((await storage.list('revoked:', 100)).join(' ')).not.toContain('secret-name')
  })
})
