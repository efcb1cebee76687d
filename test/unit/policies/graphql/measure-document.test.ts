import { parse } from 'graphql'
import { expect, it } from 'vitest'
import { measureDocument } from '../../../../src/policies/graphql/measure-document.ts'

const measure = (text: string, ...ignored: string[]) => measureDocument(parse(text), new Set(ignored))

it.each([
  ['{ a }', 1, 1],
  ['{ a { b c } }', 2, 3],
  ['{ a(first: 10) { b { c } } }', 3, 21],
  ['{ a(first: $n) { b } }', 2, 2],
  ['{ a { ...F } } fragment F on A { b { c } }', 3, 3],
  ['{ ... on A { b } }', 1, 1],
  ['query A { a } query B { a { b } }', 2, 3],
  ['{ a { ...Missing } }', 1, 1],
])('measures %s', (text, depth, complexity) => {
  expect(measure(text)).toEqual({ depth, complexity })
})

it('leaves ignored fields out, and finds fragments that lead back', () => {
  expect(measure('{ a { edges { node } b } }', 'edges')).toEqual({ depth: 2, complexity: 2 })
  expect(measure('{ ...F } fragment F on A { ...G } fragment G on A { a { ...F } }')).toBeUndefined()
})

it('measures fragments that double each other once each', () => {
  const chain = Array.from({ length: 200 }, (_, n) => `fragment F${n} on A { ...F${n + 1} ...F${n + 1} }`)
  expect(measure(`{ ...F0 } ${chain.join(' ')} fragment F200 on A { a }`)).toEqual({
    depth: 1,
    complexity: 1_000_000_000_000,
  })
})
