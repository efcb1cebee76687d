import { describe, expect, it } from 'vitest'
import { createDpopNonces, type DpopNonces } from '../../../../src/oauth/resource-server/dpop-nonces.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'

let time = 0
let made = 0
const storage = createMemoryStorage()
const noncesWith = (): DpopNonces =>
  createDpopNonces({ storage, now: () => time, randomId: () => `n-${++made}`, periodMs: 1_000 })

describe('createDpopNonces', () => {
  it('hands out one nonce at a time, accepts the one before it, and no other', async () => {
    const nonces = noncesWith()
    const first = await nonces.current()
    expect(await nonces.current()).toBe(first)
    expect(await nonces.judge(first)).toBe('current')
    time += 1_000
    const second = await nonces.current()
    expect(second).not.toBe(first)
    expect([await nonces.judge(second), await nonces.judge(first)]).toEqual(['current', 'previous'])
    time += 1_000
    expect(await nonces.judge(first)).toBe('unknown')
    for (const nonce of [undefined, '', 'n-99']) expect(await nonces.judge(nonce)).toBe('unknown')
  })

  it('is the same at every gateway on one storage', async () => {
    time = 10_000
    const [one, other] = [noncesWith(), noncesWith()]
    const [a, b] = await Promise.all([one.current(), other.current()])
    expect(a).toBe(b)
    expect(await other.judge(a)).toBe('current')
  })
})
