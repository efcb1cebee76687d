import { afterAll, expect, test } from 'vitest'
import { CallScope } from '../../../../src/mcp/protocol/call-scope.ts'
import { metaKeys } from '../../../../src/mcp/protocol/revisions.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'
import { shows } from '../../../support/shows.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

const never = 600_000
const world = createWorld()
afterAll(() => world.close())

function scopeWith(
  meta: Record<string, unknown>,
  era: 'legacy' | 'modern' = 'modern',
  signal = new AbortController().signal,
  keepAliveMs = never,
): CallScope {
  const params = { name: 'addBook', _meta: meta }
  const request = { kind: 'request', id: 'a', method: 'tools/call', params } as const
  const exchange = exchangeWith({ signal })
  return new CallScope(request, exchange, contextOf(exchange, world.services), {
    era,
    canStream: true,
    keepAliveMs,
  })
}

/** The messages a scope has sent. */
async function sent(scope: CallScope): Promise<{ method: string; params: Record<string, unknown> }[]> {
  const stream = scope.openedStream
  if (stream === undefined) return []
  stream.close()
  const text = await readReplyText({ status: 200, headers: {}, body: stream })
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('event'))
    .map((event) => JSON.parse(event.slice(event.indexOf('{'))) as never)
}

shows('A34', 'the module sees everything the client sent', () => {
  const scope = scopeWith({ 'openai/locale': 'de' })
  expect(scope.rawRequest).toEqual({
    jsonrpc: '2.0',
    id: 'a',
    method: 'tools/call',
    params: { name: 'addBook', _meta: { 'openai/locale': 'de' } },
  })
})

test('what the client can do is what it says on the request', () => {
  const declared = { [metaKeys.clientCapabilities]: { elicitation: {} } }
  expect(scopeWith(declared).clientCapabilities).toEqual({ elicitation: {} })
  expect(scopeWith({}).clientCapabilities).toEqual({})
  expect(scopeWith({ [metaKeys.clientCapabilities]: 'all' }).clientCapabilities).toEqual({})
})

test('progress goes to a client that gave a token, and only grows', async () => {
  const scope = scopeWith({ progressToken: 'token' })
  scope.progress(0, 100, 'Begun')
  scope.progress(0, 100)
  scope.progress(Number.NaN)
  scope.progress(50)
  scope.progress(20)
  expect(await sent(scope)).toEqual([
    {
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: 'token', progress: 0, total: 100, message: 'Begun' },
    },
    { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 'token', progress: 50 } },
  ])
})

test.each([undefined, null, 1.5, {}, 'x'.repeat(513)])('%j is no progress token', (progressToken) => {
  const scope = scopeWith({ progressToken })
  scope.progress(1)
  expect(scope.openedStream).toBeUndefined()
})

shows('A27', 'no log message leaves that the request did not ask for', async () => {
  const silent = scopeWith({})
  silent.log('emergency', 'fire')
  expect(silent.openedStream).toBeUndefined()
  const scope = scopeWith({ [metaKeys.logLevel]: 'warning' })
  scope.log('notice', 'less')
  scope.log('warning', { exactly: true }, 'shop')
  scope.log('critical', undefined)
  expect((await sent(scope)).map(({ params }) => params)).toEqual([
    { level: 'warning', logger: 'shop', data: { exactly: true } },
    { level: 'critical', data: null },
  ])
})

test('legacy clients get messages from info on', async () => {
  const scope = scopeWith({}, 'legacy')
  scope.log('debug', 'less')
  scope.log('info', 'more')
  expect((await sent(scope)).map(({ params }) => params)).toEqual([{ level: 'info', data: 'more' }])
})

test('a quiet stream reports progress in place of comments until the handler does', async () => {
  const scope = scopeWith({ progressToken: 1 }, 'modern', undefined, 1)
  const stream = scope.openStream()[Symbol.asyncIterator]()
  const read = async (): Promise<string> => new TextDecoder().decode((await stream.next()).value)
  expect(await read()).toBe(': keep-alive\n\n')
  expect(await read()).toContain('"progress":0.001')
  expect(await read()).toContain('"progress":0.002')
  scope.progress(1)
  expect(await read()).toContain('"progress":1')
  expect(await read()).toBe(': keep-alive\n\n')
  await stream.return(undefined)
})

shows('A26', 'a modern client cancels by going away, a legacy one does not', () => {
  const client = new AbortController()
  const modern = scopeWith({}, 'modern', client.signal)
  const legacy = scopeWith({}, 'legacy', client.signal)
  client.abort()
  expect([modern.signal.aborted, legacy.signal.aborted]).toEqual([true, false])
  legacy.cancel()
  expect(legacy.signal.aborted).toBe(true)
})

test('nothing is kept for a client that is gone', () => {
  const client = new AbortController()
  const scope = scopeWith({ progressToken: 1 }, 'legacy', client.signal)
  scope.progress(1)
  client.abort()
  expect(scope.openedStream?.isClosed).toBe(true)
  const late = scopeWith({ progressToken: 1 }, 'legacy', client.signal)
  late.progress(1)
  expect(late.openedStream?.isClosed).toBe(true)
})

test('a result must fit its request, and is taken as it is now', () => {
  const scope = scopeWith({})
  const content = [{ type: 'text', text: 'now' }]
  scope.setRawResult({ content, _meta: { shop: 1 } })
  content.length = 0
  expect(scope.rawResult).toEqual({ content: [{ type: 'text', text: 'now' }], _meta: { shop: 1 } })
  expect(() => scope.setRawResult({ messages: [] })).toThrow('an array "content"')
  expect(() => scope.setRawResult({ content: [{ size: 1n }] })).toThrow(TypeError)
})

test('a level that is none is a mistake of the module', () => {
  expect(() => scopeWith({}).log('warn' as 'warning', 'x')).toThrow('"warn" is no severity')
})

test('only a modern request whose result may be a question asks the client', async () => {
  const declared = { [metaKeys.clientCapabilities]: { roots: {} } }
  const modern = scopeWith(declared)
  await expect(modern.requestInput({ a: { method: 'roots/list' } })).rejects.toMatchObject({
    code: 'SALLYPORT_MCP_INPUT_REQUIRED',
  })
  expect([modern.canAsk, modern.isAsking]).toEqual([true, true])
  const legacy = scopeWith(declared, 'legacy')
  await expect(legacy.requestInput({ a: { method: 'roots/list' } })).rejects.toMatchObject({
    code: 'SALLYPORT_MCP_INPUT_UNAVAILABLE',
  })
  expect([legacy.canAsk, legacy.isAsking]).toEqual([false, false])
})
