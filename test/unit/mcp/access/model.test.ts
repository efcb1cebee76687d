import { describe, expect, it } from 'vitest'
import { AccessModel } from '../../../../src/mcp/access/model.ts'
import { compileScopeHierarchy } from '../../../../src/mcp/access/scope-hierarchy.ts'
import { accessRule, ruleCondition } from '../../../support/access-parts.ts'

const user = (scp: unknown, more: Record<string, unknown> = {}) => ({ sub: 'ada', data: { scp, ...more } })
const reading = accessRule(0, { scopes: [['read']] })
const levelled = accessRule(1, { conditions: [ruleCondition('claims.level >= 2', 'Too low.')] })
const small = accessRule(2, { scopes: [[]], conditions: [ruleCondition('arguments.amount <= 10')] })
const model = new AccessModel([reading, levelled, small], compileScopeHierarchy({ admin: ['read'] }), {
  listing: 'granted',
  stepUp: 'challenge',
})

describe('judge', () => {
  it('asks for scopes first, and knows what stands for them', () => {
    expect(model.judge(reading, user(['admin']), {})).toEqual({ outcome: 'allowed' })
    expect(model.judge(reading, user('other read2'), {})).toEqual({
      outcome: 'scopes',
      needed: ['read'],
      missing: ['read'],
    })
  })

  it('takes an element of a claim with a space in it for one scope', () => {
    expect(model.judge(reading, user(['x read']), {}).outcome).toBe('scopes')
    expect(model.judge(reading, user(['x', 'read']), {}).outcome).toBe('allowed')
  })

  it('wants somebody to sign in where a rule has scopes, even an empty set', () => {
    expect(model.judge(reading, undefined, {})).toEqual({ outcome: 'anonymous', needed: ['read'] })
    expect(model.judge(small, undefined, { amount: 1 })).toEqual({ outcome: 'anonymous', needed: [] })
  })

  it('says why a condition refuses, and what the caller is told', () => {
    expect(model.judge(levelled, user([], { level: 1 }), {})).toEqual({
      outcome: 'condition',
      message: 'Too low.',
      because: 'condition: claims.level >= 2 is false',
    })
    expect(model.judge(levelled, undefined, {})).toMatchObject({
      because: 'condition: claims.level >= 2 cannot be judged: no such key in claims.level',
    })
  })

  it('leaves out conditions about arguments while there is no call', () => {
    expect(model.judge(small, user([]), undefined)).toEqual({ outcome: 'allowed' })
    expect(model.judge(small, user([]), {}).outcome).toBe('condition')
  })
})

describe('listedFor', () => {
  it.each([
    ['nobody', undefined, '000'],
    ['a reader', user(['read'], { level: 1 }), '101'],
    ['a high level', user([], { level: 3 }), '011'],
  ])('is by scope and by what the caller is, for %s', (_who, caller, listed) => {
    expect(model.listedFor(caller)).toBe(listed)
  })
})

describe('grantOf', () => {
  it('is worked out once for each set of scopes', () => {
    expect(model.grantOf(user(['read', 'admin']))).toBe(model.grantOf(user(['read', 'admin'], { level: 9 })))
  })

  it('keeps nobody and somebody without scopes apart', () => {
    expect(model.grantOf(undefined).satisfied).toBe('010')
    expect(model.grantOf(user([])).satisfied).toBe('011')
  })
})
