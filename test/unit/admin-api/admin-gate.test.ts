import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAdminGate, type AdminCaller, type AdminGate } from '../../../src/admin-api/admin-gate.ts'
import { GatewayError } from '../../../src/foundation/errors.ts'

const token = 'a-token-of-more-than-thirty-two-characters'
let clock = 0

function gate(isTokenGiven = false): AdminGate {
  clock = 1_000_000
  const sha256 = (text: string): string => hash('sha256', text, 'base64url')
  return createAdminGate({ token, isTokenGiven, sha256, now: () => clock })
}

const caller = (more: Partial<AdminCaller> = {}): AdminCaller => ({
  address: '127.0.0.1',
  isLocal: true,
  authorization: `Bearer ${token}`,
  ...more,
})

/** Undefined when the caller was let in. */
function refusal(one: AdminGate, who: AdminCaller): string | undefined {
  try {
    one.admit(who)
    return undefined
  } catch (error) {
    if (error instanceof GatewayError) return error.code
    throw error
  }
}

describe('createAdminGate', () => {
  it('lets the token in, and nothing else', () => {
    const one = gate()
    expect(refusal(one, caller())).toBeUndefined()
    expect(refusal(one, caller({ authorization: `bearer ${token}` }))).toBeUndefined()
    for (const authorization of [
      undefined,
      '',
      'Bearer ',
      token,
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
    ])
      expect(refusal(one, caller({ authorization })), String(authorization)).toBe(
        'SALLYPORT_ADMIN_TOKEN_REFUSED',
      )
  })

  it('takes a generated token from this machine only, a given one from anywhere', () => {
    expect(refusal(gate(), caller({ isLocal: false }))).toBe('SALLYPORT_ADMIN_REMOTE_REFUSED')
    expect(refusal(gate(true), caller({ isLocal: false }))).toBeUndefined()
  })

  it('refuses an address that failed ten times, its right token too, until a minute has passed', () => {
    const one = gate(true)
    const wrong = caller({ authorization: 'Bearer wrong' })
    for (let count = 0; count < 10; count += 1)
      expect(refusal(one, wrong)).toBe('SALLYPORT_ADMIN_TOKEN_REFUSED')
    expect(refusal(one, caller())).toBe('SALLYPORT_ADMIN_TOO_MANY_FAILURES')
    expect(refusal(one, caller({ address: '192.0.2.1' }))).toBeUndefined()
    clock += 60_001
    expect(refusal(one, caller())).toBeUndefined()
  })
})
