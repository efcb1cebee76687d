import { isSpecType } from '@modelcontextprotocol/client'
import { afterEach, expect, test } from 'vitest'
import { GatewayError } from '../../../../../src/foundation/errors.ts'
import { jsonReply } from '../../../../../src/gateway/exchange.ts'
import { bookTool, createMcpWorld, type McpWorld } from '../../../../support/mcp-world.ts'
import { shows } from '../../../../support/shows.ts'

const worlds: McpWorld[] = []
function worldWith(...input: Parameters<typeof createMcpWorld>): McpWorld {
  const world = createMcpWorld(...input)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const emma = { name: 'addBook', arguments: { title: 'Emma' } }

test('a call becomes a request, its answer a result', async () => {
  const world = worldWith()
  const { json } = await world.legacy('tools/call', emma)
  expect(world.dispatched).toMatchObject([{ method: 'POST', path: '/books', body: '{"title":"Emma"}' }])
  expect(json.result).toEqual({ content: [{ type: 'text', text: '{"title":"Emma"}' }] })
  expect(isSpecType.CallToolResult(json.result)).toBe(true)
})

test('structured content reaches the client where it is wanted', async () => {
  const world = worldWith([bookTool({ includeOutputSchema: true, includeStructuredContent: true })])
  const { json } = await world.modern('tools/call', emma)
  expect(json.result).toMatchObject({ structuredContent: { title: 'Emma' } })
  expect(isSpecType.CallToolResult(json.result)).toBe(true)
})

shows('A22', 'an unknown tool and a malformed call are error responses', async () => {
  const world = worldWith()
  for (const params of [
    { name: 'nothing' },
    { name: 'constructor' },
    {},
    { name: 5 },
    { ...emma, arguments: [] },
    { ...emma, arguments: 'x' },
  ]) {
    expect(await world.legacy('tools/call', params)).toMatchObject({
      status: 200,
      json: { id: 7, error: { code: -32602 } },
    })
  }
  expect(world.dispatched).toEqual([])
})

shows('A23', 'arguments that do not fit never reach the route, and the model is told why', async () => {
  const world = worldWith()
  const { json } = await world.legacy('tools/call', { name: 'addBook', arguments: { title: 5, yaer: 1 } })
  expect(json.result).toEqual({
    content: [
      {
        type: 'text',
        text: 'The arguments do not fit the tool: /yaer is not known here, did you mean "year"?; /title must be string.',
      },
    ],
    isError: true,
  })
  expect(world.dispatched).toEqual([])
})

test('missing arguments are an empty object, and so are those that are null', async () => {
  const world = worldWith()
  for (const args of [{}, { arguments: null }]) {
    const { json } = await world.legacy('tools/call', { name: 'addBook', ...args })
    expect(JSON.stringify(json.result)).toContain('/title is required')
  }
})

shows('A22', 'what fails behind the tool is a result, and tells nothing secret', async () => {
  const known = worldWith(undefined, () => {
    throw new GatewayError('SALLYPORT_UPSTREAM_UNREACHABLE', {
      cause: new Error('connect 10.0.0.7 password=x'),
    })
  })
  expect((await known.legacy('tools/call', emma)).json.result).toEqual({
    content: [{ type: 'text', text: 'The upstream cannot be reached.' }],
    isError: true,
  })
  const unknown = worldWith(undefined, () => Promise.reject(new Error('secret of the module')))
  const { text } = await unknown.legacy('tools/call', emma)
  expect(text).not.toContain('secret')
  expect(text).toContain('request-1')
  expect(unknown.world.records).toMatchObject([
    { level: 'error', message: 'mcp request failed', fields: { tool: 'addBook', requestId: 'request-1' } },
  ])
})

test('a body that breaks while it is read is a failed call', async () => {
  const world = worldWith(undefined, () => ({
    ...jsonReply(200, {}),
    body: (async function* () {
      yield await Promise.resolve(new Uint8Array(1))
      throw new GatewayError('SALLYPORT_UPSTREAM_TIMEOUT')
    })(),
  }))
  expect((await world.legacy('tools/call', emma)).json.result).toMatchObject({ isError: true })
})

test('the request record names method, tool and era', async () => {
  const world = worldWith()
  await world.modern('tools/call', emma)
  await world.legacy('tools/call', { name: 'nothing' })
  expect(world.contexts.map(({ recordFields }) => recordFields)).toEqual([
    { mcpMethod: 'tools/call', tool: 'addBook', era: 'modern' },
    { mcpMethod: 'tools/call', era: 'legacy' },
  ])
})
