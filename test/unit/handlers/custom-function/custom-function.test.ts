import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BufferedBody, type Exchange, type Reply } from '../../../../src/gateway/exchange.ts'
import type { GatewayContext } from '../../../../src/gateway/request-context.ts'
import type {
  InboundPolicyHandler,
  OutboundPolicyHandler,
  RequestHandler,
} from '../../../../src/gateway/facade/module-functions.ts'
import { customFunction } from '../../../../src/handlers/custom-function/custom-function.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../support/policy-setup.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

let world: World
let exchange: Exchange
let context: GatewayContext
beforeEach(() => {
  world = createWorld()
  exchange = exchangeWith({ body: new BufferedBody('body'), headers: { 'x-a': '1' } })
  context = contextOf(exchange, world.services)
})
afterEach(() => world.close())

describe('a function as handler', () => {
  const answer = async (fn: RequestHandler): Promise<Reply> =>
    customFunction.handler(fn, {}, 100)(exchange, context)

  it('gets the request and the context', async () => {
    const reply = await answer(async (request, { requestId }) => [
      request.method,
      await request.text(),
      requestId,
    ])
    expect(reply.body).toBe('["POST","body","request-1"]')
  })

  it.each([
    [{ a: 1 }, '{"a":1}'],
    ['text', '"text"'],
    [null, 'null'],
    [0, '0'],
  ])('turns %j into JSON and keeps the value', async (value, body) => {
    expect(await answer(() => value)).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body,
      value,
    })
  })

  it('answers nothing with an empty body', async () => {
    expect(await answer(() => undefined)).toMatchObject({ status: 200, headers: {}, body: undefined })
  })

  it('hands a Response on', async () => {
    const reply = await answer(() => new Response('tea', { status: 418, headers: { 'x-b': '2' } }))
    expect([reply.status, reply.headers['x-b'], await readReplyText(reply)]).toEqual([418, '2', 'tea'])
  })
})

describe('a function as inbound policy', () => {
  const run = async (fn: InboundPolicyHandler): Promise<Reply | undefined> =>
    customFunction.inbound(fn, { limit: 7 }, 'my-policy', 100).handle(exchange, context)

  it('gets its options and its name', async () => {
    let given: unknown[] = []
    await run((request, _, options, name) => {
      given = [options, name]
      return request
    })
    expect(given).toEqual([{ limit: 7 }, 'my-policy'])
  })

  it('answers with a Response, or lets the request pass that it returns', async () => {
    expect((await run(() => new Response('no', { status: 403 })))?.status).toBe(403)
    expect(await run((request) => new Request(request.url, { headers: { 'x-a': '2' } }))).toBeUndefined()
    expect(exchange.headers['x-a']).toBe('2')
  })

  it('that returns nothing lets the same request pass', async () => {
    expect(await run(() => undefined)).toBeUndefined()
    expect(exchange.headers['x-a']).toBe('1')
  })

  it('that returns anything else fails, rather than let pass what it may have meant to stop', async () => {
    await expect(run((() => false) as unknown as InboundPolicyHandler)).rejects.toThrow(
      'Policy "my-policy" returned neither a Request nor a Response.',
    )
  })
})

describe('a function as outbound policy', () => {
  const run = async (fn: OutboundPolicyHandler): Promise<Reply> =>
    customFunction
      .outbound(fn, { a: 1 }, 'my-policy', 100)
      .handle({ status: 201, headers: { 'x-b': '2' }, body: 'before' }, exchange, context)

  it('sees the answer and replaces it', async () => {
    const reply = await run(
      async (response, request, _, options, name) =>
        new Response(
          [await response.text(), request.method, JSON.stringify(options), name].join(' '),
          response,
        ),
    )
    expect([reply.status, reply.headers['x-b'], await readReplyText(reply)]).toEqual([
      201,
      '2',
      'before POST {"a":1} my-policy',
    ])
  })

  it('must return a Response', async () => {
    await expect(run((() => undefined) as unknown as OutboundPolicyHandler)).rejects.toThrow(
      'Outbound policy "my-policy" must return a Response.',
    )
  })
})
