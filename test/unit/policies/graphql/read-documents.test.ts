import { expect, it } from 'vitest'
import { BufferedBody } from '../../../../src/gateway/exchange.ts'
import { readDocuments } from '../../../../src/policies/graphql/read-documents.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

const read = (body: string, type = 'application/json', search = '') =>
  readDocuments(exchangeWith({ body: new BufferedBody(body), headers: { 'content-type': type }, search }))

it.each([
  ['{"query":"{a}"}', 'application/json', '', 1],
  ['[{"query":"{a}"},{"query":"{b}"}]', 'application/json', '', 2],
  ['{a}', 'application/graphql', '', 1],
  ['', '', '?query={a}', 1],
  ['{"query":"{a}"}', 'application/json', '?query={a}', 2],
  ['', '', '', 0],
])('reads %s', async (body, type, search, count) => {
  expect(await read(body, type, search)).toMatchObject({ documents: { length: count } })
})

it.each([
  ['{', 'must be JSON'],
  ['[1]', 'must be JSON'],
  ['{"id":"hash"}', 'needs its "query"'],
  ['{"query":"{"}', 'is not GraphQL'],
  [JSON.stringify({ query: `{${'a '.repeat(10_001)}}` }), '10000 tokens'],
  [JSON.stringify({ query: '{a'.repeat(9_000) }), 'is not GraphQL'],
  [JSON.stringify(Array.from({ length: 21 }, () => ({ query: '{a}' }))), 'at most 20'],
])('refuses %.40s', async (body, why) => {
  expect(await read(body)).toEqual({ problem: expect.stringContaining(why) as string })
})
