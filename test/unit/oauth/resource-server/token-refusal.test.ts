import { describe, expect, it } from 'vitest'
import {
  describeRefusal,
  explainRefusal,
  showFound,
  type TokenRefusal,
} from '../../../../src/oauth/resource-server/token-refusal.ts'

const audience: TokenRefusal = {
  reason: 'audience',
  claim: 'aud',
  expected: 'https://gw.example/mcp',
  found: 'https://evil.example',
}

describe('explainRefusal', () => {
  it('[R14] names the check, what was expected and what was found', () => {
    expect(explainRefusal(audience)).toBe('aud: expected https://gw.example/mcp, found https://evil.example')
    expect(explainRefusal({ reason: 'algorithm', expected: 'RS256', found: 'none' })).toBe(
      'algorithm: expected RS256, found none',
    )
    expect(explainRefusal({ reason: 'unknown-key', found: 'kid x' })).toBe('unknown-key: found kid x')
    expect(explainRefusal({ reason: 'signature' })).toMatch(/^signature:/)
    expect(explainRefusal({ reason: 'keys-unavailable', retryAfterSeconds: 2 })).toMatch(/^keys-unavailable:/)
  })
})

describe('describeRefusal', () => {
  it('tells the caller what is wrong without repeating what the token says', () => {
    expect(describeRefusal(audience)).toBe(
      'The access token is for another audience; expected https://gw.example/mcp.',
    )
    expect(describeRefusal({ reason: 'expired', expected: 'x', found: 'y' })).toBe(
      'The access token has expired.',
    )
  })
})

describe('every refusal', () => {
  const refusals: readonly TokenRefusal[] = [
    { reason: 'binding', expected: 'the DPoP scheme and a proof', found: 'bearer' },
    { reason: 'proof', expected: 'htm POST', found: 'GET' },
    { reason: 'proof-nonce', nonce: 'n-1' },
    { reason: 'revoked' },
    { reason: 'inactive' },
    { reason: 'introspection-unavailable', retryAfterSeconds: 2 },
  ]

  it.each(refusals)('has a sentence for the caller and one for the log: $reason', (refusal) => {
    expect(describeRefusal(refusal)).toMatch(/^The .*\.$/)
    expect(explainRefusal(refusal)).toMatch(new RegExp(`^${refusal.reason}: .+`))
    expect(explainRefusal(refusal)).not.toContain('n-1')
  })
})

describe('showFound', () => {
  it('makes any value short, printable and one line (attack 30)', () => {
    expect(showFound('a\r\nSet-Cookie: x\u001b[31m\u202e')).toBe('a??Set-Cookie: x?[31m?')
    expect(showFound('x'.repeat(500))).toHaveLength(203)
    expect(showFound(['a', 1, {}, null])).toBe('a, 1, a object, null')
    expect(showFound(undefined)).toBe('nothing')
  })
})
