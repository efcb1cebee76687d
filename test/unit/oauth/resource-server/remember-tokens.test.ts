import { describe, expect, it } from 'vitest'
import { ok, refuse, type Result } from '../../../../src/foundation/result.ts'
import {
  rememberTokens,
  type TokenMemory,
  type TokenVerifier,
} from '../../../../src/oauth/resource-server/remember-tokens.ts'
import type { TokenRefusal } from '../../../../src/oauth/resource-server/token-refusal.ts'
import type { VerifiedToken } from '../../../../src/oauth/resource-server/verified-token.ts'

let time = 1_000_000
const token: VerifiedToken = { subject: 'ada', claims: {}, scopes: [], expiresAt: 1e9, binding: undefined }

interface Counted {
  readonly verifier: TokenVerifier
  readonly checks: () => number
}

function counted(
  memory: Partial<TokenMemory> = {},
  outcome: () => Result<VerifiedToken, TokenRefusal> = () => ok(token),
): Counted {
  let checks = 0
  const check = async (): Promise<Result<VerifiedToken, TokenRefusal>> => {
    checks++
    await Promise.resolve()
    return outcome()
  }
  const verifier = rememberTokens(check, { now: () => time, sha256: (text) => text, ...memory })
  return { verifier, checks: () => checks }
}

describe('rememberTokens', () => {
  it('remembers for as long as it is told, and not at all for 0', async () => {
    const brief = counted({ rememberSeconds: 10 })
    await brief.verifier.verify('t')
    time += 9_999
    expect(brief.verifier.verifyCached('t')).toBe(token)
    time += 1
    expect(brief.verifier.verifyCached('t')).toBeUndefined()
    const never = counted({ rememberSeconds: 0 })
    await never.verifier.verify('t')
    await never.verifier.verify('t')
    expect([never.verifier.verifyCached('t'), never.checks()]).toEqual([undefined, 2])
  })

  it('remembers a token that never ends no longer than others', async () => {
    const { verifier } = counted({}, () => ok({ ...token, expiresAt: Number.POSITIVE_INFINITY }))
    await verifier.verify('t')
    time += 60_000
    expect(verifier.verifyCached('t')).toBeUndefined()
  })

  it('forgets everything when told, also what is being checked at that moment', async () => {
    const { verifier, checks } = counted()
    await verifier.verify('a')
    const underWay = verifier.verify('b')
    verifier.forget()
    expect(verifier.verifyCached('a')).toBeUndefined()
    expect((await underWay).ok).toBe(true)
    expect(verifier.verifyCached('b')).toBeUndefined()
    await verifier.verify('b')
    expect(checks()).toBe(3)
  })

  it('does not let those who ask after a revocation share a check that began before it', async () => {
    const { verifier, checks } = counted()
    const before = verifier.verify('t')
    verifier.forget()
    await Promise.all([before, verifier.verify('t')])
    expect(checks()).toBe(2)
  })

  it('remembers refusals only where it is told to, and briefly', async () => {
    const refused = (): Result<VerifiedToken, TokenRefusal> => refuse({ reason: 'inactive' })
    const plain = counted({}, refused)
    await plain.verifier.verify('t')
    await plain.verifier.verify('t')
    expect(plain.checks()).toBe(2)
    const dear = counted({ rememberRefusalMs: () => 5_000 }, refused)
    await dear.verifier.verify('t')
    await dear.verifier.verify('t')
    expect(dear.checks()).toBe(1)
    time += 5_000
    await dear.verifier.verify('t')
    expect(dear.checks()).toBe(2)
  })

  it('stays within its bound of characters', async () => {
    const { verifier } = counted({ sha256: (text) => `${text.length}` })
    const large = 'x'.repeat(16_000)
    for (let index = 0; index < 2_400; index++) await verifier.verify(large.slice(index))
    expect(verifier.verifyCached(large)).toBeUndefined()
    expect(verifier.verifyCached(large.slice(2_399))).toBe(token)
  })

  it('lets a check that throws be tried again', async () => {
    let fails = true
    const { verifier } = counted({}, () => {
      if (fails) throw new Error('storage is down')
      return ok(token)
    })
    await expect(verifier.verify('t')).rejects.toThrow('storage is down')
    fails = false
    expect((await verifier.verify('t')).ok).toBe(true)
  })
})
