import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src/openapi/json-object.ts'
import { executeQuery, introspectEndpoint, type Post } from '../../../../src/mcp/graphql/serve-endpoint.ts'
import { graphqlSettings } from '../../../../src/mcp/graphql/settings.ts'
import { startGraphql, type GraphqlUpstream } from '../../../support/graphql-upstream.ts'

let upstream: GraphqlUpstream
beforeAll(async () => {
  upstream = await startGraphql()
})
afterAll(() => upstream.close())

const settings = graphqlSettings.parse({})
const post: Post = async (body: JsonObject) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(upstream.url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, headers, body: await response.text() }
}

test('the schema of a real server is read', async () => {
  expect(await introspectEndpoint({ types: ['Format'] }, post, settings)).toEqual({
    content: [{ type: 'text', text: 'enum Format {\n  PAPER\n  SOUND\n}' }],
  })
})

test('a query of several operations runs the one that is named', async () => {
  const args = { query: 'query A { broken } query B { books { id } }', operationName: 'B' }
  expect(await executeQuery(args, post, settings, { isStructured: true })).toMatchObject({
    structuredContent: { data: { books: [{ id: '1' }] } },
  })
})

test('what is not valid, or not allowed, is not sent', async () => {
  const before = upstream.asked.length
  for (const [args, rules] of [
    [{ query: '{' }, settings],
    [{ query: 'mutation { addBook(title: "x") { id } }' }, { ...settings, readOnly: true }],
  ] as const) {
    expect(await executeQuery(args, post, rules, { isStructured: false })).toMatchObject({ isError: true })
  }
  expect(upstream.asked.length).toBe(before)
})
