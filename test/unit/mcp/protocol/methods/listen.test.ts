import { afterEach, expect, test } from 'vitest'
import { ChangeFeed, type ServedState } from '../../../../../src/gateway/change-feed.ts'
import { BufferedBody, type Exchange, type Reply } from '../../../../../src/gateway/exchange.ts'
import { topicOf } from '../../../../../src/mcp/protocol/methods/listen.ts'
import { metaKeys } from '../../../../../src/mcp/protocol/revisions.ts'
import { serveMcp } from '../../../../../src/mcp/protocol/serve-mcp.ts'
import { createMcpWorld, modernHeaders, modernMessage, type McpWorld } from '../../../../support/mcp-world.ts'
import { contextOf, exchangeWith, routeAt } from '../../../../support/policy-setup.ts'
import { shows } from '../../../../support/shows.ts'

const worlds: McpWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const topic = topicOf(routeAt('/mcp'))

interface Listening {
  readonly reply: Reply
  readonly feed: ChangeFeed
  readonly state: ServedState
  /** The next message, or nothing at the end. */
  next(): Promise<Record<string, unknown> | undefined>
}

async function listenTo(
  notifications: unknown,
  changes: Partial<Exchange> = {},
  feed = new ChangeFeed(true),
  settings: { keepAliveMs?: number } = {},
): Promise<Listening> {
  const world = createMcpWorld(undefined, undefined, { isLive: feed.isLive, ...settings })
  worlds.push(world)
  const params = { notifications }
  const headers = { ...modernHeaders('subscriptions/listen'), accept: 'application/json, text/event-stream' }
  const body = new BufferedBody(JSON.stringify(modernMessage('subscriptions/listen', params)))
  const exchange = exchangeWith({ headers, body, ...changes })
  const context = contextOf(exchange, { ...world.world.services, changes: feed })
  const reply = await serveMcp(world.server, exchange, context)
  const chunks = typeof reply.body === 'object' && Symbol.asyncIterator in reply.body ? reply.body : undefined
  const events = messagesOf(chunks ?? (async function* () {})())
  return {
    reply,
    feed,
    state: world.server.state,
    next: async () => (await events.next()).value as Record<string, unknown> | undefined,
  }
}

async function* messagesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Record<string, unknown>> {
  for await (const chunk of chunks)
    for (const event of new TextDecoder().decode(chunk).split('\n\n'))
      if (event.startsWith('event')) yield JSON.parse(event.slice(event.indexOf('{'))) as never
}

const tag = { _meta: { [metaKeys.subscriptionId]: 7 } }
const acknowledged = (notifications: object): object => ({
  jsonrpc: '2.0',
  method: 'notifications/subscriptions/acknowledged',
  params: { ...tag, notifications },
})

shows('A28', 'the first message says what was agreed, and changes of that alone follow', async () => {
  const all = { toolsListChanged: true, promptsListChanged: true, resourceSubscriptions: ['file:///a'] }
  const { reply, feed, state, next } = await listenTo(all)
  expect(reply.headers['content-type']).toBe('text/event-stream')
  expect(await next()).toEqual(acknowledged({ toolsListChanged: true }))
  feed.publish(new Map([[topic, state]]))
  feed.publish(new Map([[topic, { ...state, prompts: 'new' }]]))
  feed.publish(new Map([[topic, { tools: 'new' }]]))
  expect(await next()).toEqual({ jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: tag })
  feed.end()
  expect(await next()).toMatchObject({ jsonrpc: '2.0', id: 7, result: { resultType: 'complete', ...tag } })
  expect(await next()).toBeUndefined()
})

shows('A28', 'nothing is sent that was not asked for', async () => {
  const { feed, next } = await listenTo({ promptsListChanged: true, toolsListChanged: 'yes' })
  expect(await next()).toEqual(acknowledged({}))
  feed.publish(new Map([[topic, { tools: 'new' }]]))
  feed.end()
  expect(await next()).toMatchObject({ id: 7 })
})

shows('A28', 'where nothing can change the stream stays open, and agrees to nothing', async () => {
  const { feed, next } = await listenTo({ toolsListChanged: true }, {}, new ChangeFeed(false))
  expect(await next()).toEqual(acknowledged({}))
  feed.end()
  expect(await next()).toMatchObject({ id: 7 })
})

test('a change between the request and its stream is told', async () => {
  const feed = new ChangeFeed(true)
  feed.publish(new Map([[topic, { tools: 'new' }]]))
  const { next } = await listenTo({ toolsListChanged: true }, {}, feed)
  expect(await next()).toEqual(acknowledged({ toolsListChanged: true }))
  expect(await next()).toMatchObject({ method: 'notifications/tools/list_changed' })
  feed.end()
})

test('a server that is gone lets its listeners go', async () => {
  const { feed, next } = await listenTo({ toolsListChanged: true })
  await next()
  feed.publish(new Map())
  expect(await next()).toMatchObject({ id: 7, result: { resultType: 'complete' } })
})

test('the stream ends with the token it was opened with', async () => {
  const exp = Math.floor(Date.now() / 1000) - 1
  const { next } = await listenTo({}, { user: { sub: 'ada', data: { iss: 'https://one.example', exp } } })
  expect(await next()).toEqual(acknowledged({}))
  expect(await next()).toMatchObject({ id: 7 })
})

test('a client that goes away is forgotten, and makes room', async () => {
  const client = new AbortController()
  const feed = new ChangeFeed(true)
  const streams = await Promise.all(
    Array.from({ length: 50 }, () => listenTo({}, { signal: client.signal }, feed)),
  )
  expect(await streams[0]?.next()).toEqual(acknowledged({}))
  expect((await listenTo({}, {}, feed)).reply.status).toBe(503)
  client.abort()
  expect(await streams[0]?.next()).toBeUndefined()
  expect((await listenTo({}, {}, feed)).reply.status).toBe(200)
  feed.end()
})

test('too many streams of one caller are refused', async () => {
  const feed = new ChangeFeed(true)
  for (let count = 0; count < 50; count++) await listenTo({}, {}, feed)
  const { reply } = await listenTo({}, {}, feed)
  expect(reply.status).toBe(503)
  expect(JSON.parse(String(reply.body))).toMatchObject({ id: 7, error: { code: -32603 } })
  feed.end()
})

test.each([
  [undefined, {}, 400],
  [['toolsListChanged'], {}, 400],
  [{}, { headers: modernHeaders('subscriptions/listen') }, 406],
])('%j is refused', async (notifications, changes, status) => {
  expect((await listenTo(notifications, changes)).reply.status).toBe(status)
})
