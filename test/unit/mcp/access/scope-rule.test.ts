import { describe, expect, it } from 'vitest'
import {
  bothRules,
  describeRule,
  judgeScopes,
  scopeRuleOf,
  simplify,
} from '../../../../src/mcp/access/scope-rule.ts'

describe('scopeRuleOf', () => {
  it.each([
    ['a text', 'a', [['a']]],
    ['a text of several words', 'a b', [['a', 'b']]],
    ['a list, all of it', ['a', 'b', 'a'], [['a', 'b']]],
    ['lists, one of them', [['a', 'b'], ['c']], [['a', 'b'], ['c']]],
    ['nothing', [], undefined],
  ])('reads %s', (_what, setting, rule) => {
    expect(scopeRuleOf(setting)).toEqual(rule)
  })
})

describe('simplify', () => {
  it('drops repetitions, and sets that ask for more than another one', () => {
    expect(simplify([['a', 'b'], ['a'], ['b', 'c'], ['c', 'b'], ['a', 'a']])).toEqual([['a'], ['b', 'c']])
  })
})

describe('bothRules', () => {
  it('holds when both do', () => {
    expect(bothRules([['a'], ['b']], [['c'], ['a']])).toEqual([['a'], ['b', 'c']])
  })

  it('gives up on more sets than anybody means', () => {
    const many = (prefix: string) => Array.from({ length: 9 }, (_, index) => [`${prefix}${index}`])
    expect(bothRules(many('a'), many('b'))).toBeUndefined()
  })
})

describe('judgeScopes', () => {
  it('takes the first set that holds', () => {
    expect(judgeScopes([['a', 'b'], ['c']], new Set(['c']))).toEqual({
      holds: true,
      needed: ['c'],
      missing: [],
    })
  })

  it('comes nearest to the set with the fewest scopes missing', () => {
    expect(
      judgeScopes(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        new Set(['d']),
      ),
    ).toEqual({
      holds: false,
      needed: ['c', 'd'],
      missing: ['c'],
    })
  })

  it('is held by nobody when it has no sets, and by everyone when a set is empty', () => {
    expect(judgeScopes([], new Set(['a'])).holds).toBe(false)
    expect(judgeScopes([[]], new Set()).holds).toBe(true)
  })

  it('compares whole names', () => {
    expect(judgeScopes([['a:read']], new Set(['a:read2', 'x a:read', 'A:READ'])).holds).toBe(false)
  })
})

describe('describeRule', () => {
  it('reads like a sentence', () => {
    expect(describeRule([['a', 'b'], ['c'], []])).toBe('a and b, or c, or a signed-in caller')
  })
})
