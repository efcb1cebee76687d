import { expect, test } from 'vitest'
import { jsonReply } from '../../../../src/gateway/exchange.ts'
import { compileGraphql } from '../../../../src/mcp/graphql/compile-graphql.ts'
import { createMcpWorld, toolSource } from '../../../support/mcp-world.ts'

type Source = Parameters<typeof toolSource>[0]
const plain = { isOnly: true, includeStructuredContent: false }

function toolsOf(changes: Source = {}, defaults = plain) {
  return compileGraphql(
    toolSource({ method: 'POST', path: '/graphql', operationId: 'shop', ...changes }),
    defaults,
  )
}
const namesOf = (...input: Parameters<typeof toolsOf>) =>
  toolsOf(...input).tools.map(({ listing }) => listing.name)

test('the tools are named after what they do, or with the operation where there are several', () => {
  expect(namesOf()).toEqual(['graphql_introspect', 'graphql_execute'])
  expect(namesOf({}, { ...plain, isOnly: false })).toEqual(['shop_introspect', 'shop_execute'])
  expect(namesOf({ mcp: { name: 'store' } })).toEqual(['store_introspect', 'store_execute'])
  const long = namesOf({ mcp: { name: 'x'.repeat(80) } })
  expect(long.map((name) => name.length)).toEqual([64, 61])
  const mcp = { introspectionTool: { name: 'schema' }, executeTool: { name: 'ask', description: 'Asks.' } }
  expect(namesOf({ mcp })).toEqual(['schema', 'ask'])
  expect(toolsOf({ mcp }).tools[1]?.listing.description).toBe('Asks.')
})

test('what may change things says so', () => {
  const hints = (mcp: Record<string, unknown>) =>
    toolsOf({ mcp }).tools.map(({ listing }) => listing.annotations)
  expect(hints({})).toEqual([{ readOnlyHint: true }, { readOnlyHint: false, destructiveHint: true }])
  expect(hints({ readOnly: true })).toEqual([{ readOnlyHint: true }, { readOnlyHint: true }])
})

test.each([
  [{ method: 'GET' }, 'is not a POST'],
  [{ path: '/{tenant}/graphql' }, 'has parameters'],
])('%j is refused', (changes, why) => {
  const { tools, problems } = toolsOf(changes)
  expect(tools).toEqual([])
  expect(problems).toMatchObject([
    { code: 'SALLYPORT_MCP_GRAPHQL_ROUTE', message: expect.stringContaining(why) as string },
  ])
  expect(toolsOf({ mcp: { enabled: false } })).toEqual({ tools: [], problems: [] })
})

async function execute(args: Record<string, unknown>, mcp: Record<string, unknown> = {}) {
  const world = createMcpWorld(toolsOf({ mcp }).tools, () => jsonReply(200, { data: { a: 1 } }))
  const { json } = await world.legacy('tools/call', { name: 'graphql_execute', arguments: args })
  await world.close()
  return { result: json.result, dispatched: world.dispatched }
}

test('a query is posted with its variables', async () => {
  const args = { query: 'query A($x: Int) { a(x: $x) }', variables: { x: 1 }, operationName: 'A' }
  const { result, dispatched } = await execute(args)
  expect(result).toEqual({ content: [{ type: 'text', text: '{"data":{"a":1}}' }] })
  expect(dispatched).toMatchObject([
    { method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' } },
  ])
  expect(JSON.parse(String(dispatched[0]?.body))).toEqual(args)
})

test.each([
  [{ query: '{ a' }, {}, 'The query is not valid GraphQL'],
  [{ query: 'mutation { a }' }, { readOnly: true }, 'it refuses mutations'],
  [{ query: '{ a }', variables: [] }, {}, '/variables must be object'],
  [{}, {}, '/query is required'],
])('%j never reaches the upstream', async (args, mcp, why) => {
  const { result, dispatched } = await execute(args, mcp)
  expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining(why) as string }] })
  expect(dispatched).toEqual([])
})
