import { expect, test } from 'vitest'
import { judgeQuery } from '../../../../src/mcp/graphql/judge-query.ts'

test.each([
  ['{ books { title } }', undefined, 'query'],
  ['mutation { add(title: "x") { id } }', undefined, 'mutation'],
  ['query A { a } mutation B { b }', 'B', 'mutation'],
  ['query A { ...F } fragment F on Query { a }', undefined, 'query'],
])('%s may run', (query, name, kind) => {
  expect(judgeQuery(query, name, { readOnly: false })).toEqual({ ok: true, value: kind })
})

test.each([
  ['{ books { title }', undefined, 'not valid GraphQL: Expected Name, found <EOF> (line 1, column 18)'],
  ['query A { a } query B { b }', undefined, 'choose one by "operationName": A, B'],
  ['query A { a }', 'C', 'has no operation "C"; it has: A'],
  ['{ a }', 'C', 'it has: one without a name'],
  ['fragment F on Query { a }', undefined, 'holds no operation'],
  ['subscription { a }', undefined, 'Subscriptions cannot be run by a tool'],
  [`{ ${'a '.repeat(10_001)} }`, undefined, 'Document contains more that 10000 tokens'],
  [`${'{a'.repeat(4_000)}`, undefined, ''],
])('%.30s is refused', (query, name, why) => {
  const judged = judgeQuery(query, name, { readOnly: false })
  expect(judged).toMatchObject({ ok: false, error: expect.stringContaining(why) as string })
})

test('where only reading is allowed, a mutation is refused', () => {
  expect(judgeQuery('mutation { a }', undefined, { readOnly: true })).toMatchObject({ ok: false })
  expect(judgeQuery('query Q { a } mutation M { b }', 'Q', { readOnly: true })).toMatchObject({ ok: true })
})
