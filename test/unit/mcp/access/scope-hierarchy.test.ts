import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileScopeHierarchy } from '../../../../src/mcp/access/scope-hierarchy.ts'

const books = compileScopeHierarchy({ admin: ['write'], write: ['read', 'list'], list: ['write'] })

describe('a scope hierarchy', () => {
  it('expands to any depth, through circles', () => {
    expect([...books.expand(['admin'])]).toEqual(['admin', 'write', 'read', 'list'])
    expect([...books.expand(['list', 'other'])]).toEqual(['list', 'write', 'read', 'other'])
  })

  it('never leads upwards', () => {
    expect([...books.expand(['read'])]).toEqual(['read'])
    expect(books.pathTo('write', ['read'])).toBeUndefined()
  })

  it('shows the way down', () => {
    expect(books.pathTo('read', ['other', 'admin'])).toEqual(['admin', 'write', 'read'])
    expect(books.pathTo('read', ['read'])).toEqual(['read'])
  })

  it('takes names of Object.prototype for plain names', () => {
    expect([...books.expand(['constructor', '__proto__'])]).toEqual(['constructor', '__proto__'])
  })

  it('finds a way to exactly what it covers', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const declared = fc.dictionary(names, fc.array(names, { maxLength: 3 }))
    fc.assert(
      fc.property(declared, fc.array(names), names, (hierarchy, granted, needed) => {
        const { expand, pathTo } = compileScopeHierarchy(hierarchy)
        const way = pathTo(needed, granted)
        expect(way !== undefined).toBe(expand(granted).has(needed))
        way?.slice(1).forEach((scope, index) => expect(hierarchy[way[index] ?? '']).toContain(scope))
      }),
    )
  })
})
