import { afterAll, expect, test } from 'vitest'
import { bookTool, createMcpWorld } from '../../../support/mcp-world.ts'
import { later } from '../../../support/node-server.ts'
import { exchangeWith, contextOf } from '../../../support/policy-setup.ts'
import { serveMessage } from '../../../../src/mcp/protocol/serve-message.ts'

const world = createMcpWorld()
afterAll(() => world.close())

test('routes that serve the request see it as context.mcp', () => {
  const exchange = exchangeWith()
  const context = contextOf(exchange, world.world.services)
  expect(context.mcp).toBeUndefined()
  const served = serveMessage(
    world.server,
    { jsonrpc: '2.0', id: 1, method: 'ping' },
    exchange,
    context,
    true,
  )
  expect(served?.answer).toEqual({ status: 200, text: '{"jsonrpc":"2.0","id":1,"result":{}}' })
  expect(context.mcp?.rawRequest.method).toBe('ping')
})

test('what nobody foresaw is an error response that carries the id and no secret', async () => {
  const exchange = exchangeWith()
  const context = contextOf(exchange, world.world.services)
  const server = {
    ...world.server,
    get tools(): never {
      throw new Error('the password is swordfish')
    },
  }
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'addBook' } }
  const answer = await serveMessage(server, message, exchange, context, true)?.answer
  expect(answer?.status).toBe(500)
  expect(JSON.parse(answer?.text ?? '')).toMatchObject({ id: 1, error: { code: -32603 } })
  expect(answer?.text).not.toContain('swordfish')
  expect(world.world.records).toContainEqual(expect.objectContaining({ message: 'mcp request failed' }))
})

test('an authenticated legacy client cancels its call by a notification', async () => {
  const reached = later()
  const waiting = createMcpWorld([bookTool()], () => {
    reached.resolve()
    const { signal } = waiting.contexts[0]?.mcp ?? {}
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')))
    })
  })
  const user = { sub: 'ada', data: { iss: 'https://one.example' } }
  const params = { name: 'addBook', arguments: { title: 'Emma' } }
  const call = waiting.post({ jsonrpc: '2.0', id: 5, method: 'tools/call', params }, {}, { user })
  await reached.promise
  const notification = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 5 } }
  expect((await waiting.post(notification, {}, { user: { ...user, sub: 'eve' } })).status).toBe(202)
  expect((await waiting.post(notification, {}, { user })).status).toBe(202)
  expect((await call).json.result).toEqual({
    content: [{ type: 'text', text: 'The client cancelled the call.' }],
    isError: true,
  })
  await waiting.close()
})
