import { expect, it } from 'vitest'
import { JsonValidator } from '../../../../src/policies/validation/json-validator.ts'

const schema = {
  type: 'object',
  properties: { title: { type: 'string' }, kind: { enum: ['a', 'b'] }, n: { type: 'integer' } },
  required: ['title'],
  additionalProperties: false,
}

it.each([
  [{ title: 'x' }, []],
  [{}, [{ pointer: '/title', reason: 'is required' }]],
  [{ title: 'x', z: 1 }, [{ pointer: '/z', reason: 'is not known here' }]],
  [
    { title: 'x', kind: 'secret' },
    [{ pointer: '/kind', reason: 'must be equal to one of the allowed values: ["a","b"]' }],
  ],
  [{ title: 'x', n: '1' }, [{ pointer: '/n', reason: 'must be integer' }]],
])('judges %j', (value, problems) => {
  expect(new JsonValidator(schema, false).findProblems(value)).toEqual(problems)
})

it('reads texts as numbers where they come from a URL, and lists what is wrong up to twenty', () => {
  expect(new JsonValidator(schema, true).findProblems({ title: 'x', n: '1' })).toEqual([])
  const list = { type: 'array', items: { type: 'integer' } }
  expect(new JsonValidator(list, true).findProblems(Array.from({ length: 50 }, () => 'x'))).toHaveLength(20)
})

it('does not take inherited names for given ones, and survives nesting without end', () => {
  expect(
    new JsonValidator({ type: 'object', required: ['constructor'] }, false).findProblems({}),
  ).toHaveLength(1)
  let deep: unknown = 1
  for (let level = 0; level < 200_000; level++) deep = [deep]
  const recursive = { $defs: { a: { type: 'array', items: { $ref: '#/$defs/a' } } }, $ref: '#/$defs/a' }
  expect(new JsonValidator(recursive, false).findProblems(deep)).toEqual([
    { pointer: '', reason: 'is nested too deep' },
  ])
})
