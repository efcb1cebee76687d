import { afterAll, expect, test } from 'vitest'
import { CallScope } from '../../../../src/mcp/protocol/call-scope.ts'
import { QuietWatch } from '../../../../src/mcp/protocol/quiet-watch.ts'
import { replyWhenKnown } from '../../../../src/mcp/protocol/reply-when-known.ts'
import { later } from '../../../support/node-server.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'
import { shows } from '../../../support/shows.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

const never = 600_000
const world = createWorld()
afterAll(() => world.close())
const known = { status: 200, text: '{"id":1}' }

function scopeOf(canStream = true, keepAliveMs = never): CallScope {
  const request = { kind: 'request', id: 1, method: 'tools/call', params: {} } as const
  const exchange = exchangeWith()
  const context = contextOf(exchange, world.services)
  return new CallScope(request, exchange, context, { era: 'legacy', canStream, keepAliveMs })
}

test('an answer that comes first is one document', async () => {
  const reply = await replyWhenKnown(Promise.resolve(known), scopeOf(), new QuietWatch(never))
  expect(reply).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":1}' })
})

shows('A25', 'a message before the answer makes it a stream, which the answer ends', async () => {
  const scope = scopeOf()
  const answer = later<typeof known>()
  const reply = replyWhenKnown(answer.promise, scope, new QuietWatch(never))
  scope.log('info', 'working')
  const { status, headers, body } = await reply
  expect(status).toBe(200)
  expect(headers).toEqual({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  answer.resolve(known)
  expect(await readReplyText({ status, headers, body })).toBe(
    `event: message\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"working"}}\n\n` +
      `event: message\ndata: {"id":1}\n\n`,
  )
})

test('so does a message that was sent before anybody waited', async () => {
  const scope = scopeOf()
  scope.log('info', 'early')
  const { headers } = await replyWhenKnown(Promise.resolve(known), scope, new QuietWatch(never))
  expect(headers['content-type']).toBe('text/event-stream')
})

test('and so does quiet', async () => {
  const answer = later<typeof known>()
  const reply = await replyWhenKnown(answer.promise, scopeOf(), new QuietWatch(0))
  answer.resolve({ status: 400, text: '{"error":1}' })
  expect(reply.status).toBe(200)
  expect(await readReplyText(reply)).toBe(': keep-alive\n\nevent: message\ndata: {"error":1}\n\n')
})

test('a client that takes documents only gets one, however long it takes', async () => {
  const scope = scopeOf(false)
  const answer = later<typeof known>()
  const reply = replyWhenKnown(answer.promise, scope, new QuietWatch(0))
  scope.log('info', 'working')
  await new Promise((resolve) => setTimeout(resolve, 5))
  answer.resolve({ status: 400, text: '{"error":1}' })
  expect(await reply).toMatchObject({ status: 400, body: '{"error":1}' })
})

test('what comes after the answer opens no stream', async () => {
  const scope = scopeOf()
  await replyWhenKnown(Promise.resolve(known), scope, new QuietWatch(never))
  scope.log('info', 'too late')
  expect(scope.openedStream).toBeUndefined()
})

test('notifications that a slow reader made the gateway drop are counted in the log', async () => {
  const scope = scopeOf()
  for (let n = 0; n < 100; n++) scope.log('info', n)
  await replyWhenKnown(Promise.resolve(known), scope, new QuietWatch(never))
  expect(world.records).toContainEqual(
    expect.objectContaining({ level: 'warn', fields: expect.objectContaining({ dropped: 36 }) as unknown }),
  )
})
