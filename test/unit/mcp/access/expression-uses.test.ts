import { parse } from '@marcbachmann/cel-js'
import { describe, expect, it } from 'vitest'
import { nestedLoop, usesOf } from '../../../../src/mcp/access/expression-uses.ts'

describe('usesOf', () => {
  it('collects variables, what is read of them, and functions', () => {
    const { variables, paths, functions, loops } = usesOf(
      parse('claims.groups.exists(g, g == claims["a b"].c) && size(arguments.items[0].x) > 1').ast,
    )
    expect([...variables]).toEqual(['claims', 'arguments'])
    expect(paths).toEqual([
      ['claims', 'groups'],
      ['claims', 'a b', 'c'],
      ['arguments', 'items'],
    ])
    expect([...functions]).toEqual(['exists', 'size'])
    expect(loops).toBe(true)
  })

  it('sees a whole variable, and no loop where there is none', () => {
    expect(usesOf(parse('tool == route').ast)).toMatchObject({ paths: [['tool'], ['route']], loops: false })
  })
})

describe('nestedLoop', () => {
  it.each([
    ['claims.a.all(x, claims.b.all(y, x == y))', 16],
    ['claims.a.map(x, x).filter(x, x == 1).size() > 0', undefined],
    ['claims.a.exists(x, x in claims.b)', undefined],
    ['claims.a.exists(x, [1].map(y, y + x).size() == 1 || true)', 19],
  ])('in %s is at %s', (expression, at) => {
    expect(nestedLoop(parse(expression).ast)).toBe(at)
  })
})
