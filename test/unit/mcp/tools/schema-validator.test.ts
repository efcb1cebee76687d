import { expect, test } from 'vitest'
import { findSchemaProblem, SchemaValidator } from '../../../../src/mcp/tools/schema-validator.ts'
import { shows } from '../../../support/shows.ts'

const book = {
  type: 'object',
  properties: {
    title: { type: 'string', minLength: 1 },
    year: { type: 'integer' },
    kind: { enum: ['novel', 'poem'] },
    author: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  },
  required: ['title'],
  additionalProperties: false,
}

test.each([
  [{ title: 'Emma', year: 1815, kind: 'novel', author: { name: 'Jane' } }, undefined],
  [{ title: 5 }, '/title must be string'],
  [{}, '/title is required'],
  [{ title: 'a', year: '1815' }, '/year must be integer'],
  [{ title: 'a', titel: 'b' }, '/titel is not known here, did you mean "title"?'],
  [{ title: 'a', zzzzzzzzzz: 1 }, '/zzzzzzzzzz is not known here'],
  [{ title: 'a', kind: 'essay' }, '/kind must be equal to one of the allowed values: "novel", "poem"'],
  [{ title: 'a', author: {} }, '/author/name is required'],
  [{ title: '', year: 1.5 }, '/title must NOT have fewer than 1 characters; /year must be integer'],
  [[], 'the value must be object'],
])('%j: %s', (value, problem) => {
  expect(new SchemaValidator(book).findProblem(value)).toBe(problem)
})

test('what is inherited is not given', () => {
  const schema = { type: 'object', properties: { constructor: { type: 'string' } }, required: ['toString'] }
  expect(new SchemaValidator(schema).findProblem({})).toBe('/toString is required')
})

test('an answer names at most eight problems, and one of a huge value', () => {
  const schema = { type: 'array', items: { type: 'string' } }
  const validator = new SchemaValidator(schema)
  expect(validator.findProblem(Array.from({ length: 20 }, () => 1))).toMatch(
    /^\/0 .*\/7 must be string; and 12 more$/,
  )
  expect(validator.findProblem(Array.from({ length: 20_000 }, () => 1))).toBe('/0 must be string')
})

test('a problem never quotes the value', () => {
  const secret = 'sk-very-secret'
  const problem = new SchemaValidator({ type: 'object', properties: { a: { type: 'integer' } } }).findProblem(
    { a: secret },
  )
  expect(problem).toBe('/a must be integer')
})

test('formats are checked, unknown ones pass', () => {
  const schema = {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' }, at: { format: 'our-own' } },
  }
  const validator = new SchemaValidator(schema)
  expect(validator.findProblem({ id: 'x', at: '?' })).toBe('/id must match format "uuid"')
  expect(validator.findProblem({ id: '123e4567-e89b-12d3-a456-426614174000', at: '?' })).toBeUndefined()
})

test('patterns that are not valid with the flag u work without it', () => {
  const validator = new SchemaValidator({ type: 'string', pattern: '^[\\w-.]+$' })
  expect(validator.findProblem('a.b-c')).toBeUndefined()
  expect(validator.findProblem('a b')).toMatch(/must match pattern/)
})

test('nesting without end is refused, not fatal', () => {
  const schema = {
    $ref: '#/$defs/N',
    $defs: { N: { type: 'object', properties: { n: { $ref: '#/$defs/N' } } } },
  }
  let deep: Record<string, unknown> = {}
  for (let level = 0; level < 200_000; level++) deep = { n: deep }
  expect(new SchemaValidator(schema).findProblem(deep)).toBe('the value is nested too deep')
})

test('a warm validator judges as a cold one does', () => {
  const validator = new SchemaValidator(book)
  validator.warm()
  expect(validator.findProblem({ title: 1 })).toBe('/title must be string')
})

shows('A19', 'only schemas that are valid in 2020-12 pass', () => {
  expect(findSchemaProblem(book)).toBeUndefined()
  expect(findSchemaProblem({ type: 'object', properties: { a: { type: 'strng' } } })).toMatch(
    /^\/properties\/a\/type /,
  )
  expect(findSchemaProblem({ type: 'object', required: 'title' })).toMatch(/^\/required /)
})
