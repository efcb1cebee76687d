import { describe, expect, it } from 'vitest'
import { GatewayError } from '../../../src/foundation/errors.ts'
import { dispatch, resumeRoute } from '../../../src/gateway/dispatch.ts'
import { emptyBody, type Exchange, type Reply } from '../../../src/gateway/exchange.ts'
import type { LinkedRoute } from '../../../src/gateway/linked-route.ts'
import type { McpCall } from '../../../src/gateway/mcp-call.ts'
import { GatewayContext, type ContextActions } from '../../../src/gateway/request-context.ts'
import type { DispatchRequest } from '../../../src/gateway/setup.ts'
import { fixtureServices } from '../../support/gateway-fixture.ts'
import { readReplyText } from '../../support/read-reply-text.ts'

const services = fixtureServices()
const actions = {} as ContextActions

function caller(headers: Record<string, string>): Exchange {
  return {
    requestId: 'r',
    method: 'POST',
    path: '/mcp',
    search: '',
    origin: 'http://127.0.0.1:9000',
    headers,
    body: emptyBody,
    params: {},
    user: { sub: 'ada', data: {} },
    clientAddress: '9.9.9.9',
    signal: new AbortController().signal,
    repeatedHeaders: [],
    callerSecrets: [],
  }
}

const request = (headers: Record<string, string>): DispatchRequest => ({
  method: 'GET',
  path: '/tool',
  search: '?a=1',
  headers,
  params: { id: '1' },
  body: 'text',
})

/** A route whose policy sets headers and sees the credential, and whose handler tells what is left. */
function route(more: Partial<LinkedRoute> = {}): LinkedRoute {
  return {
    definition: { path: '/tool' } as LinkedRoute['definition'],
    inbound: [
      {
        name: 'p',
        handle: (exchange) => {
          exchange.headers['x-seen-by-policy'] =
            exchange.headers['authorization'] === undefined ? 'no' : 'yes'
          exchange.headers['x-upstream-key'] = 'kept'
          return undefined
        },
      },
    ],
    outbound: [],
    handler: async (exchange): Promise<Reply> => ({
      status: 200,
      headers: {},
      body: JSON.stringify({
        headers: exchange.headers,
        user: exchange.user,
        search: exchange.search,
        params: exchange.params,
        body: await exchange.body.text(),
      }),
    }),
    cors: undefined,
    forwardsAuthorization: false,
    ...more,
  }
}

async function headersAtHandler(
  target: LinkedRoute,
  headers: Record<string, string>,
  presented: readonly string[] = [],
): Promise<Record<string, string>> {
  const from = caller(headers)
  const context = new GatewayContext(from, target.definition, services, actions)
  context.presentedSecrets = presented
  const reply = await dispatch(target, request({ ...headers }), from, context)
  return (JSON.parse(await readReplyText(reply)) as { headers: Record<string, string> }).headers
}

describe('dispatch', () => {
  it('hands on the user, the path, the parameters and the body', async () => {
    const from = caller({})
    const reply = await dispatch(
      route(),
      request({}),
      from,
      new GatewayContext(from, route().definition, services, actions),
    )
    expect(JSON.parse(await readReplyText(reply))).toMatchObject({
      user: { sub: 'ada' },
      search: '?a=1',
      params: { id: '1' },
      body: 'text',
    })
  })

  it('hands on what is known of the connection', async () => {
    const from = { ...caller({}), isFromTrustedProxy: true, repeatedHeaders: ['authorization'] }
    let seen: Exchange | undefined
    const handler = (exchange: Exchange): Reply => {
      seen = exchange
      return { status: 200, headers: {}, body: '' }
    }
    const context = new GatewayContext(from, route().definition, services, actions)
    await dispatch(route({ handler }), request({}), from, context)
    expect(seen).toMatchObject({ clientAddress: '9.9.9.9', repeatedHeaders: ['authorization'] })
    expect([seen?.isFromTrustedProxy, seen?.dispatchedFrom]).toEqual([true, from])
  })

  it('removes the credential of the caller before the handler, by value, wherever it stands; policies still see it', async () => {
    const token = 'tok-12345678'
    const headers = await headersAtHandler(
      route(),
      {
        authorization: `Bearer ${token}`,
        'x-copy': token,
        cookie: `a=1; session=${token}`,
        'x-other': 'stays',
      },
      [token, `Bearer ${token}`],
    )
    expect(headers).toEqual({ 'x-other': 'stays', 'x-seen-by-policy': 'yes', 'x-upstream-key': 'kept' })
  })

  it('removes an Authorization header that no policy looked at', async () => {
    expect(await headersAtHandler(route(), { authorization: 'Bearer unseen' })).not.toHaveProperty(
      'authorization',
    )
  })

  it('keeps an Authorization that a policy set for the upstream', async () => {
    const withUpstreamKey = route({
      inbound: [
        {
          name: 'set',
          handle: (exchange) => void (exchange.headers['authorization'] = 'Bearer upstream-key'),
        },
      ],
    })
    expect(await headersAtHandler(withUpstreamKey, { authorization: 'Bearer callers-token' })).toEqual({
      authorization: 'Bearer upstream-key',
    })
  })

  it('passes the credential on where the route opted in by name', async () => {
    expect(
      await headersAtHandler(route({ forwardsAuthorization: true }), { authorization: 'Bearer t' }),
    ).toMatchObject({ authorization: 'Bearer t' })
  })

  it('refuses to go deeper than any honest chain', () => {
    const from = caller({})
    let context = new GatewayContext(from, route().definition, services, actions)
    for (let depth = 0; depth < 8; depth++)
      context = new GatewayContext(from, route().definition, services, actions, context)
    expect(() => dispatch(route(), request({}), from, context)).toThrow(GatewayError)
  })
})

describe('hooks of the route that is entered', () => {
  const handler = (): Reply => ({ status: 200, headers: {}, body: 'handler' })

  it('see the answer after the outbound policies, sending hooks before final ones, each what the one before made', async () => {
    const seen: string[] = []
    const marked = (reply: Reply, mark: string): Reply => ({
      ...reply,
      body: `${String(reply.body)} ${mark}`,
    })
    const hooked = route({
      handler,
      inbound: [
        {
          name: 'adds hooks',
          handle: (_, context) => {
            context.finalHooks = [async (reply) => void seen.push(String(reply.body))]
            context.sendingHooks = ['first', 'second'].map((mark) => async (reply) => marked(reply, mark))
            return undefined
          },
        },
      ],
      outbound: [{ name: 'out', handle: (reply) => marked(reply, 'outbound') }],
    })
    const from = caller({})
    const outer = new GatewayContext(from, route().definition, services, actions)
    outer.sendingHooks = [async (reply) => marked(reply, 'of the caller')]
    const reply = await dispatch(hooked, request({}), from, outer)
    expect(reply.body).toBe('handler outbound first second')
    expect(seen).toEqual(['handler outbound first second'])
  })

  it('fail the answer when they change it and throw, and not when they only look', async () => {
    const failing = (kind: 'sendingHooks' | 'finalHooks'): LinkedRoute =>
      route({
        handler,
        inbound: [
          {
            name: 'adds a hook',
            handle: (_, context) => void (context[kind] = [() => Promise.reject(new Error('boom'))]),
          },
        ],
      })
    const from = caller({})
    const outer = new GatewayContext(from, route().definition, services, actions)
    await expect(dispatch(failing('sendingHooks'), request({}), from, outer)).rejects.toThrow('boom')
    expect((await dispatch(failing('finalHooks'), request({}), from, outer)).body).toBe('handler')
  })
})

describe('resumeRoute', () => {
  it('runs what stands behind a policy, with the secrets and the bag of the request and without its hooks', async () => {
    const ran: string[] = []
    const named = ['before', 'it', 'behind'].map((name) => ({ name, handle: () => void ran.push(name) }))
    const handler = (_: Exchange, context: GatewayContext): Reply => ({
      status: 200,
      headers: {},
      body: JSON.stringify([context.custom, context.presentedSecrets, context.sendingHooks ?? 'none']),
    })
    const outbound = [{ name: 'out', handle: (reply: Reply) => (ran.push('out'), reply) }]
    const from = caller({})
    const target = route({ inbound: named, handler, outbound })
    const context = new GatewayContext(from, target.definition, services, actions)
    context.custom['a'] = 1
    context.presentedSecrets = ['s']
    context.sendingHooks = [() => Promise.reject(new Error('boom'))]
    const reply = await resumeRoute(target, 'it', from, context)
    expect(reply?.body).toBe('[{"a":1},["s"],"none"]')
    expect(ran).toEqual(['behind', 'out'])
    expect(resumeRoute(target, 'elsewhere', from, context)).toBeUndefined()
  })
})

describe('inside of an MCP request', () => {
  function dispatched(mcp: Partial<McpCall>, headers: Record<string, string> = {}): Promise<Exchange> {
    return new Promise((resolve) => {
      const from = caller({})
      const context = new GatewayContext(from, route().definition, services, actions)
      context.mcp = { traceContext: {}, ...mcp } as McpCall
      const seen = route({
        handler: (exchange, own) => {
          expect(own.mcp).toBe(context.mcp)
          resolve(exchange)
          return { status: 200, headers: {}, body: undefined }
        },
      })
      void dispatch(seen, request(headers), from, context)
    })
  }

  it('continues the trace of the client, not one that a header began', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01'
    const begun = { traceparent: 'other', tracestate: 'other=1', baggage: 'other=1' }
    const { headers } = await dispatched({ traceContext: { traceparent } }, begun)
    expect(headers).toMatchObject({ traceparent, baggage: 'other=1' })
    expect(headers).not.toHaveProperty('tracestate')
    expect((await dispatched({}, begun)).headers).toMatchObject(begun)
  })

  it('is cancelled by what cancels the MCP request', async () => {
    const { signal } = new AbortController()
    expect((await dispatched({ signal })).signal).toBe(signal)
  })
})
