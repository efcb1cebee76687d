import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OperationParameter, ParameterLocation } from '../../../../src/openapi/compile-parameters.ts'
import { nameArguments } from '../../../../src/mcp/tools/name-arguments.ts'
import { isArgumentName } from '../../../../src/mcp/tools/name-tool.ts'

const places = ['path', 'query', 'header', 'cookie'] as const

function parameter(name: string, place: ParameterLocation): OperationParameter {
  return {
    name,
    in: place,
    required: false,
    description: undefined,
    deprecated: false,
    schema: {},
    style: 'form',
    explode: true,
    allowReserved: false,
    isJson: false,
    examples: [],
  }
}

function namesOf(list: readonly OperationParameter[]): Record<string, string> {
  const names = nameArguments(places.map((place) => list.filter((one) => one.in === place)))
  return Object.fromEntries(list.map((one) => [`${one.in} ${one.name}`, names.get(one) ?? '']))
}

test('a name is kept, or gets its place, or a hash of the name on the wire', () => {
  const names = namesOf([
    parameter('id', 'path'),
    parameter('id', 'query'),
    parameter('$filter', 'query'),
    parameter('filter', 'query'),
    parameter('filter[a]', 'query'),
    parameter('filter{a}', 'query'),
    parameter('page[size]', 'query'),
  ])
  expect(names).toMatchObject({
    'path id': 'id',
    'query id': 'id_query',
    'query filter': 'filter',
    'query page[size]': 'page_size',
  })
  expect(names['query $filter']).toMatch(/^filter_[0-9a-z]{7}$/)
  expect(names['query filter[a]']).toMatch(/^filter_a_[0-9a-z]{7}$/)
  expect(names['query filter[a]']).not.toBe(names['query filter{a}'])
})

test('whatever the names, arguments have names of their own that clients accept, in any order of the document', () => {
  const wireName = fc.oneof(
    fc.constantFrom('a', '$a', 'a[]', '[a]', 'a_query', 'a.b'),
    fc.string({ minLength: 1 }),
  )
  const parameters = fc.uniqueArray(fc.tuple(fc.constantFrom(...places), wireName), {
    maxLength: 12,
    selector: ([place, name]) => `${place} ${name}`,
  })
  fc.assert(
    fc.property(parameters, fc.integer(), (list, seed) => {
      const inOrder = list.map(([place, name]) => parameter(name, place))
      const shuffled = [...inOrder].sort(
        (a, b) => ((a.name.length * seed) % 7) - ((b.name.length * seed) % 7),
      )
      const names = namesOf(inOrder)
      expect(namesOf(shuffled)).toEqual(names)
      expect(new Set(Object.values(names)).size).toBe(list.length)
      expect(Object.values(names).every(isArgumentName)).toBe(true)
    }),
    { seed: 3, numRuns: 200 },
  )
})
