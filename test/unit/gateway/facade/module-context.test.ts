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
      context.addEventListener('responseSent', ({ response }) => void seen.push(`event ${response.status}`))
      return new Response('0')
    })
    const response = await ask(fixture, '/x')
    expect([response.status, await response.text()]).toEqual([201, '0+1+2'])
    expect(seen).toEqual(['201', 'event 201'])
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
