import { afterEach, describe, expect, it } from 'vitest'
import type { GatewayRequest } from '../../../../src/gateway/facade/gateway-request.ts'
import { moduleContextOf, type ModuleContext } from '../../../../src/gateway/facade/module-context.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../../support/gateway-fixture.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

async function serve(
  handle: (request: GatewayRequest, context: ModuleContext) => unknown,
  more: Record<string, unknown> = {},
): Promise<void> {
  fixture = await createGatewayFixture({
    environment: { A: 'variable' },
    paths: { '/x': { get: functionRoute('handle', more, { operationId: 'op', summary: 'An operation' }) } },
    policies: [
      { name: 'teapot', policyType: 'c', handler: { module: '$import(./modules/m)', export: 'teapot' } },
      { name: 'stamp', policyType: 'c', handler: { module: '$import(./modules/m)', export: 'stamp' } },
    ],
    modules: {
      './modules/m': {
        handle,
        teapot: () => new Response('tea', { status: 418 }),
        stamp: () => new Response('stamped'),
      },
    },
  })
}

describe('ModuleContext', () => {
  it('tells the route as written and keeps one bag for the whole request', async () => {
    await serve((_, context) => {
      context.custom['n'] = 1
      return {
        path: context.route.path,
        methods: context.route.methods,
        raw: context.route.raw<{ operationId: string }>().operationId,
        label: context.route.label,
        n: context.custom['n'],
        id: context.requestId.length,
        own: context.contextId !== context.requestId,
      }
    })
    expect(await (await ask(fixture, '/x')).json()).toEqual({
      path: '/x',
      methods: ['GET'],
      raw: 'op',
      label: 'An operation',
      n: 1,
      id: 36,
      own: true,
    })
  })

  it('is one object per request', async () => {
    const { gateway } = (fixture = await createGatewayFixture({ paths: {} }))
    expect(gateway.routes).toEqual([])
    const inner = {} as Parameters<typeof moduleContextOf>[0]
    Object.assign(inner, { route: { operation: {} } })
    expect(moduleContextOf(inner, 1)).toBe(moduleContextOf(inner, 1))
  })

  it('has the members that samples use beside the reference', async () => {
    await serve((_, context) => {
      const before = context.route.url
      context.route.url = 'http://elsewhere/y'
      return context.json(
        [before, context.route.url, context.env['A'], context.secrets['A'], context.parentContext ?? null],
        { status: 202 },
      )
    })
    const answer = await ask(fixture, '/x?q=1')
    expect([answer.status, await answer.json()]).toEqual([
      202,
      ['http://127.0.0.1:9000/x?q=1', 'http://elsewhere/y', 'variable', 'variable', null],
    ])
  })

  it('runs a route as the pipeline does, with a query, a body, and none of the headers of the caller', async () => {
    fixture = await createGatewayFixture({
      paths: {
        '/outer': { get: functionRoute('outer') },
        '/inner/{id}': { post: functionRoute('inner', { policies: { inbound: ['mark'] } }) },
      },
      policies: [
        { name: 'mark', policyType: 'c', handler: { module: '$import(./modules/m)', export: 'mark' } },
      ],
      modules: {
        './modules/m': {
          outer: async (_: GatewayRequest, context: ModuleContext) => {
            context.custom['from'] = 'outer'
            const init = { method: 'POST', body: 'sent', headers: { 'x-own': '1' } }
            const inner = await context.invokeRoute('/inner/7?q=1', init)
            return { status: inner.status, seen: (await inner.json()) as unknown }
          },
          mark: (request: GatewayRequest, context: ModuleContext) => {
            context.custom['mark'] = true
            return request
          },
          inner: async (request: GatewayRequest, context: ModuleContext) => ({
            params: request.params,
            query: request.query,
            body: await request.text(),
            headers: ['x-own', 'x-caller'].map((name) => request.headers.get(name)),
            custom: context.custom,
            parent: context.parentContext?.custom,
            isOwnExecution: context.contextId !== context.parentContext?.contextId,
          }),
        },
      },
    })
    const answer = await ask(fixture, '/outer', { headers: { 'x-caller': '1' } })
    expect(await answer.json()).toEqual({
      status: 200,
      seen: {
        params: { id: '7' },
        query: { q: '1' },
        body: 'sent',
        headers: ['1', null],
        custom: { mark: true },
        parent: { from: 'outer' },
        isOwnExecution: true,
      },
    })
  })

  it('runs policies by name', async () => {
    await serve(async (request, context) => {
      const answer = await context.invokeInboundPolicy('teapot', request)
      const stamped = await context.invokeOutboundPolicy('stamp', new Response('raw'), request)
      return { inbound: answer instanceof Response && answer.status, outbound: await stamped.text() }
    })
    expect(await (await ask(fixture, '/x')).json()).toEqual({ inbound: 418, outbound: 'stamped' })
  })

  it('chains sending hooks and shows final hooks the answer', async () => {
    const seen: string[] = []
    await serve((_, context) => {
      context.addResponseSendingHook(async (response) => new Response(`${await response.text()}+1`, response))
      context.addResponseSendingHook(
        async (response) => new Response(`${await response.text()}+2`, { status: 201 }),
      )
      context.addResponseSendingFinalHook((response) => void seen.push(String(response.status)))
      context.addEventListener(
        'responseSent',
        ({ type, request, response }) => void seen.push(`${type} ${request.method} ${response.status}`),
      )
      return new Response('0')
    })
    const response = await ask(fixture, '/x')
    expect([response.status, await response.text()]).toEqual([201, '0+1+2'])
    expect(seen).toEqual(['201', 'responseSent GET 201'])
  })

  it('logs whatever it is given, with properties set for the request', async () => {
    await serve((_, context) => {
      context.log.setLogProperties({ tenant: 't1' })
      context.log.warn('a', { b: 1 }, new Error('c'))
      context.waitUntil(Promise.reject(new Error('later')))
      return 1
    })
    await ask(fixture, '/x')
    const warning = fixture.records.find(({ level }) => level === 'warn')
    expect(warning?.message).toMatch(/^a \{"b":1\} Error: c/)
    expect(warning?.fields['tenant']).toBe('t1')
    expect(
      fixture.records.some(
        ({ message, fields }) => message === 'background work failed' && fields['error'] === 'later',
      ),
    ).toBe(true)
  })
})
