import { afterEach, expect, test } from 'vitest'
import { isSpecType } from '@modelcontextprotocol/client'
import { jsonReply } from '../../../../src/gateway/exchange.ts'
import type { McpCall } from '../../../../src/gateway/mcp-call.ts'
import { metaKeys } from '../../../../src/mcp/protocol/revisions.ts'
import { bookTool, createMcpWorld, type JsonAnswer, type McpWorld } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const worlds: McpWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** A server with a tool whose route asks what the function asks. */
function worldOf(ask: (mcp: McpCall) => Promise<unknown>): McpWorld {
  const world: McpWorld = createMcpWorld([bookTool()], async () =>
    jsonReply(200, await ask(world.contexts.at(-1)?.mcp as McpCall)),
  )
  worlds.push(world)
  return world
}

const requestedSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
const form = { method: 'elicitation/create', params: { message: 'Name?', requestedSchema } } as const
const emma = { name: 'addBook', arguments: { title: 'Emma' } }
const declaring = (capabilities: object): object => ({
  _meta: { [metaKeys.clientCapabilities]: capabilities },
})
const ada = { user_name: { action: 'accept', content: { name: 'Ada' } } }
const call = (world: McpWorld, more: object = {}) =>
  world.modern('tools/call', { ...emma, ...declaring({ elicitation: {} }), ...more })

function stateIn(json: JsonAnswer): unknown {
  return json.result?.['requestState']
}

shows('A29', 'a question is the result, and the retry with its answer completes the call', async () => {
  const world = worldOf((mcp) => mcp.requestInput({ user_name: form }))
  const first = await call(world)
  expect(first).toMatchObject({
    status: 200,
    json: {
      result: {
        resultType: 'input_required',
        inputRequests: { user_name: form },
        _meta: { [metaKeys.serverInfo]: { name: 'bookshop' } },
      },
    },
  })
  const second = await call(world, { inputResponses: ada, requestState: stateIn(first.json) })
  expect(second.json.result).toMatchObject({ resultType: 'complete' })
  expect(JSON.stringify(second.json.result)).toContain('Ada')
  expect(isSpecType.CallToolResult(second.json.result)).toBe(true)
})

shows('A29', 'state that was changed, or belongs to other arguments, is refused', async () => {
  const world = worldOf((mcp) => mcp.requestInput({ user_name: form }))
  const requestState = String(stateIn((await call(world)).json))
  const before = world.dispatched.length
  for (const changes of [
    { requestState: `${requestState}-TAMPERED` },
    { requestState, arguments: { title: 'Persuasion' } },
    { requestState: null },
    { inputResponses: null },
  ])
    expect(await call(world, { inputResponses: ada, ...changes })).toMatchObject({
      status: 200,
      json: { id: 7, error: { code: -32602 } },
    })
  expect(world.dispatched).toHaveLength(before)
})

shows('A29', 'a capability that the client does not declare is named, and the client not asked', async () => {
  const world = worldOf((mcp) => mcp.requestInput({ user_name: form, roots: { method: 'roots/list' } }))
  const { status, json } = await call(world)
  expect(status).toBe(400)
  expect(json.error).toMatchObject({ code: -32021, data: { requiredCapabilities: { roots: {} } } })
})

test('a handler that swallows the failure still asks', async () => {
  const world = worldOf((mcp) => mcp.requestInput({ user_name: form }).catch(() => 'never mind'))
  expect((await call(world)).json.result).toMatchObject({ resultType: 'input_required' })
})

test('a legacy client gets a failed call', async () => {
  const world = worldOf((mcp) => mcp.requestInput({ user_name: form }))
  const { json } = await world.legacy('tools/call', emma)
  expect(json.result).toMatchObject({ isError: true })
  expect(JSON.stringify(json.result)).toContain('cannot be asked')
})

test('answers too large to carry are an error response', async () => {
  const world = worldOf(async (mcp) => {
    await mcp.requestInput({ user_name: form })
    await mcp.requestInput({ other: form })
  })
  const content = { name: 'x'.repeat(300_000) }
  const { json } = await call(world, { inputResponses: { user_name: { action: 'accept', content } } })
  expect(json.error).toMatchObject({ code: -32602 })
})
