import { describe, expect, it } from 'vitest'
import { judgeClaims, type ClaimRules } from '../../../../src/oauth/resource-server/judge-claims.ts'

const now = 1_800_000_000
const good = {
  iss: 'https://issuer.example',
  aud: 'https://gw.example/mcp',
  sub: 'ada',
  iat: now - 10,
  exp: now + 100,
}
const rules: ClaimRules = { issuers: ['https://issuer.example'], audiences: ['https://gw.example/mcp'] }
const judge = (changes: Record<string, unknown>, changedRules: Partial<ClaimRules> = {}) =>
  judgeClaims({ ...good, ...changes }, { ...rules, ...changedRules }, now)

describe('judgeClaims', () => {
  it('says which check failed, what was expected and what was found', () => {
    expect(judge({ aud: 'https://other.example' })).toEqual({
      ok: false,
      error: {
        reason: 'audience',
        claim: 'aud',
        expected: 'https://gw.example/mcp',
        found: 'https://other.example',
      },
    })
    expect(judge({ iss: 'https://issuer.example/' })).toMatchObject({
      error: { reason: 'issuer', found: 'https://issuer.example/' },
    })
  })

  it('reads scopes from scp and scope, as whole names', () => {
    const scopes = (changes: Record<string, unknown>, changedRules = {}) => {
      const judged = judge(changes, changedRules)
      return judged.ok ? judged.value.scopes : judged.error.reason
    }
    expect(scopes({ scope: 'a b' })).toEqual(['a', 'b'])
    expect(scopes({ scp: 'a b' })).toEqual(['a', 'b'])
    expect(scopes({ scp: ['a b'], scope: 'c' })).toEqual(['a b'])
    expect(scopes({ scp: ['a'], cid: 'c' }, { requireOktaShape: true })).toEqual(['a'])
    expect(scopes({})).toEqual([])
  })

  it('takes the subject from the claim it is told', () => {
    expect(judge({ email: 'a@b.c' }, { subjectClaim: 'email' })).toMatchObject({
      ok: true,
      value: { subject: 'a@b.c' },
    })
    expect(judge({}, { subjectClaim: 'email' })).toMatchObject({ error: { reason: 'claim', claim: 'email' } })
    expect(judge({ sub: '' })).toMatchObject({ error: { reason: 'claim', claim: 'sub' } })
  })

  it('requires issuer and audience even where they are not compared', () => {
    const lax = { issuers: undefined, audiences: undefined }
    expect(judge({ iss: 'x', aud: 'y' }, lax).ok).toBe(true)
    expect(judge({ iss: undefined }, lax)).toMatchObject({ error: { claim: 'iss' } })
    for (const aud of [undefined, [], [7], ''])
      expect(judge({ aud }, lax)).toMatchObject({ error: { claim: 'aud' } })
  })

  it('forgives clocks by the tolerance and no more', () => {
    expect(judge({ exp: now - 29 }).ok).toBe(true)
    expect(judge({ exp: now - 30 })).toMatchObject({ error: { reason: 'expired' } })
    expect(judge({ exp: now - 5 }, { clockToleranceSeconds: 5 })).toMatchObject({
      error: { reason: 'expired' },
    })
    expect(judge({ iat: now + 31 })).toMatchObject({ error: { reason: 'issued-in-future' } })
    expect(judge({ nbf: now + 30 }).ok).toBe(true)
    expect(judge({ nbf: 'soon' })).toMatchObject({ error: { reason: 'claim', claim: 'nbf' } })
  })

  it('lets the audience be absent where the provider has none and nobody compares it', () => {
    const lax = { audiences: undefined, audienceMayBeAbsent: true }
    expect(judge({ aud: undefined }, lax).ok).toBe(true)
    expect(judge({ aud: [] }, lax)).toMatchObject({ error: { claim: 'aud' } })
    expect(judge({ aud: undefined }, { audienceMayBeAbsent: true })).toMatchObject({
      error: { claim: 'aud' },
    })
  })

  it('wants one of the values of each required claim', () => {
    const requiredClaims = { role: ['admin', 'staff'], ok: ['true'] }
    expect(judge({ role: 'staff', ok: true }, { requiredClaims }).ok).toBe(true)
    expect(judge({ role: ['guest', 'admin'], ok: 'true' }, { requiredClaims }).ok).toBe(true)
    for (const role of [undefined, 'guest', [], {}, 'Admin', ['admins']])
      expect(judge({ role, ok: true }, { requiredClaims })).toMatchObject({ error: { claim: 'role' } })
  })

  it('takes an introspected token without issuer and times, and judges those it has', () => {
    const bare = { iss: undefined, iat: undefined, exp: undefined }
    expect(judge(bare, { isIntrospected: true })).toMatchObject({
      ok: true,
      value: { expiresAt: Number.POSITIVE_INFINITY },
    })
    expect(judge({ ...bare, iss: 'https://evil.example' }, { isIntrospected: true })).toMatchObject({
      error: { reason: 'issuer' },
    })
    expect(judge({ ...bare, exp: now - 60 }, { isIntrospected: true })).toMatchObject({
      error: { reason: 'expired' },
    })
    expect(judge(bare, { isIntrospected: true, maxLifetimeSeconds: 60 })).toMatchObject({
      error: { reason: 'lifetime' },
    })
  })
})
