import { describe, expect, it } from 'vitest'
import { isTextArray, missingScopes, readScopes } from '../../../../src/oauth/resource-server/token-scopes.ts'

describe('readScopes', () => {
  it('reads whole names wherever a provider writes them', () => {
    expect(readScopes({ scp: ['a', 'b'] })).toEqual(['a', 'b'])
    expect(readScopes({ scp: 'a b' })).toEqual(['a', 'b'])
    expect(readScopes({ scope: 'a  b ' })).toEqual(['a', 'b'])
    expect(readScopes({ scope: ['a'] })).toEqual(['a'])
    for (const scope of [undefined, 1, {}, [1], null]) expect(readScopes({ scope })).toEqual([])
  })

  it('does not split an element of an array (attack 12)', () => {
    expect(readScopes({ scp: ['mcp:access admin'] })).toEqual(['mcp:access admin'])
  })
})

describe('missingScopes', () => {
  it('compares whole names (attack 12)', () => {
    expect(missingScopes(['mcp:access'], ['mcp:access'])).toEqual([])
    for (const granted of ['mcp:access2', 'mcp:acces', 'MCP:ACCESS', 'mcp:access admin', 'x mcp:access'])
      expect(missingScopes([granted], ['mcp:access'])).toEqual(['mcp:access'])
  })

  it('[R8] lets a scope stand for those below it, and for nothing above', () => {
    const hierarchy = { admin: ['write'], write: ['read'] }
    expect(missingScopes(['admin'], ['admin', 'write', 'read'], hierarchy)).toEqual([])
    expect(missingScopes(['read'], ['write', 'read'], hierarchy)).toEqual(['write'])
  })

  it('ends where scopes stand for each other, and knows no inherited names', () => {
    expect(missingScopes(['a'], ['c'], { a: ['b'], b: ['a'] })).toEqual(['c'])
    expect(missingScopes(['constructor', '__proto__'], ['x'], {})).toEqual(['x'])
  })
})

describe('isTextArray', () => {
  it('is true for texts only', () => {
    expect([[], ['a'], ['a', 1], 'a', undefined].map(isTextArray)).toEqual([true, true, false, false, false])
  })
})
