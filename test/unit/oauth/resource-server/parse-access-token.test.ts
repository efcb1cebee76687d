import { describe, expect, it } from 'vitest'
import { longestToken, parseAccessToken } from '../../../../src/oauth/resource-server/parse-access-token.ts'
import { unsignedToken } from '../../../support/signing-authority.ts'

const reasonOf = (token: string): string => {
  const parsed = parseAccessToken(token, ['RS256'])
  return parsed.ok ? 'parsed' : parsed.error.reason
}

describe('parseAccessToken', () => {
  it('tells key id, algorithm and claims', () => {
    const parsed = parseAccessToken(
      unsignedToken({ alg: 'RS256', kid: 'k' }, { sub: 'ada', groups: ['a', { b: 1 }] }, 'AA'),
      ['RS256'],
    )
    expect(parsed).toMatchObject({
      ok: true,
      value: { keyId: 'k', algorithm: 'RS256', claims: { sub: 'ada', groups: ['a', { b: 1 }] } },
    })
  })

  it('freezes the claims all the way down', () => {
    const parsed = parseAccessToken(unsignedToken({ alg: 'RS256' }, { list: [{ a: 1 }] }, 'AA'), ['RS256'])
    if (!parsed.ok) throw new Error('not parsed')
    const list = parsed.value.claims['list'] as { a: number }[]
    expect([Object.isFrozen(parsed.value.claims), Object.isFrozen(list), Object.isFrozen(list[0])]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('refuses by size before anything else', () => {
    expect(reasonOf('x'.repeat(longestToken + 1))).toBe('too-long')
    expect(reasonOf('x'.repeat(longestToken))).toBe('malformed')
  })

  it('refuses other forms than three base64url parts of JSON objects', () => {
    const claims = unsignedToken({ alg: 'RS256' }, '[]', 'AA')
    for (const token of [
      '',
      'a.b',
      'a.b.c.d',
      'a b.c.d',
      'e30',
      claims,
      unsignedToken('null', {}, 'AA'),
      unsignedToken({ alg: 'RS256' }, '{', 'AA'),
    ]) {
      expect(reasonOf(token)).toBe('malformed')
    }
  })

  it('refuses claims nested deeper than any honest token', () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : { in: nest(depth - 1) })
    expect(reasonOf(unsignedToken({ alg: 'RS256' }, { deep: nest(12) }, 'AA'))).toBe('parsed')
    expect(reasonOf(unsignedToken({ alg: 'RS256' }, { deep: nest(20) }, 'AA'))).toBe('malformed')
  })

  it('refuses a second spelling of the same bytes (RFC 4648 section 3.5)', () => {
    const token = unsignedToken({ alg: 'RS256' }, { sub: 'ada' }, 'AA')
    expect(reasonOf(token)).toBe('parsed')
    for (const signature of ['AB', 'AAB', 'A', 'AAAAA'])
      expect(reasonOf(token.replace(/AA$/, signature))).toBe('malformed')
  })
})
