import { describe, expect, it } from 'vitest'
import { compilePathPattern, firstSegmentOf, matchPath } from '../../../src/routing/path-pattern.ts'

describe('compilePathPattern', () => {
  it('matches a parameter inside a segment and leaves the rest literal', () => {
    const pattern = compilePathPattern('/users/get({userId})')
    expect(matchPath(pattern, '/users/get(42)')).toEqual({ userId: '42' })
    expect(matchPath(pattern, '/users/getX42)')).toBeUndefined()
  })

  it('takes several parameters in one segment', () => {
    expect(matchPath(compilePathPattern('/{year}-{month}/x'), '/2026-11/x')).toEqual({
      year: '2026',
      month: '11',
    })
  })

  it('never lets a parameter be empty or hold a slash', () => {
    const pattern = compilePathPattern('/a/{id}')
    expect(matchPath(pattern, '/a/')).toBeUndefined()
    expect(matchPath(pattern, '/a/b/c')).toBeUndefined()
  })

  it('decodes parameters, and keeps what cannot be decoded as it was', () => {
    const pattern = compilePathPattern('/a/{id}')
    expect(matchPath(pattern, '/a/x%20y%2Fz')).toEqual({ id: 'x y/z' })
    expect(matchPath(pattern, '/a/%zz')).toEqual({ id: '%zz' })
  })

  it('treats colons and regular-expression letters as text', () => {
    expect(matchPath(compilePathPattern('/accounts/:action'), '/accounts/:action')).toEqual({})
    expect(matchPath(compilePathPattern('/a.b/{x}'), '/aXb/1')).toBeUndefined()
  })

  it('knows the first segment of a path', () => {
    expect(firstSegmentOf('/a/b')).toBe('a')
    expect(firstSegmentOf('/a')).toBe('a')
  })
})
