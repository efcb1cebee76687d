import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { GatewayRequest } from '../../../src/gateway/facade/gateway-request.ts'
import { defineHandler } from '../../../src/gateway/handler.ts'
import { setHeaders } from '../../../src/policies/inbound/set-headers/set-headers.ts'
import { createGatewayFixture, functionRoute, type GatewayFixture } from '../../support/gateway-fixture.ts'
import { exchangeWith } from '../../support/policy-setup.ts'

/** Every Request and Response that is made; wrapped before any module is loaded, so that classes derived from them count. */
const made = vi.hoisted(() => {
  const counts = { requests: 0, responses: 0 }
  const counted = <T extends typeof Request | typeof Response>(platform: T, name: keyof typeof counts): T =>
    new Proxy(platform, {
      construct(target, args, self) {
        counts[name]++
        return Reflect.construct(target, args, self) as object
      },
    })
  globalThis.Request = counted(Request, 'requests')
  globalThis.Response = counted(Response, 'responses')
  return counts
})

let fixture: GatewayFixture
afterEach(() => fixture.close())

/** What is made while work goes on. */
async function countPlatformObjects(work: () => Promise<void>): Promise<typeof made> {
  const before = { ...made }
  await work()
  return { requests: made.requests - before.requests, responses: made.responses - before.responses }
}

/** A handler that answers with plain data. */
const plain = defineHandler({
  exports: ['plainHandler'],
  options: z.object({}),
  create: () => (exchange) => ({ status: 200, headers: {}, body: exchange.headers['x-set'] }),
})

const builtIn = (exportName: string, options: Record<string, unknown> = {}): Record<string, unknown> => ({
  module: '$import(@zuplo/runtime)',
  export: exportName,
  options,
})

describe('platform objects', () => {
  async function serve(handle: (request: GatewayRequest) => unknown): Promise<void> {
    const policies = { inbound: ['stamp'] }
    fixture = await createGatewayFixture({
      paths: {
        '/plain': {
          post: {
            'x-zuplo-route': { corsPolicy: 'anything-goes', handler: builtIn('plainHandler'), policies },
          },
        },
        '/function': { post: functionRoute('handle', { policies }) },
      },
      policies: [
        {
          name: 'stamp',
          policyType: 'set-headers-inbound',
          handler: builtIn('SetHeadersInboundPolicy', { headers: [{ name: 'X-Set', value: 'by policy' }] }),
        },
      ],
      modules: { './modules/m': { handle } },
      catalog: { policies: [setHeaders], handlers: [plain] },
    })
  }

  const bodies: unknown[] = []
  const send = (path: string): Promise<void> =>
    fixture.gateway.handle(exchangeWith({ path, headers: { origin: 'https://a.example' } })).then((reply) => {
      bodies.push(reply.body)
    })

  it('a route of built-in parts creates no Request or Response', async () => {
    await serve(() => undefined)
    expect(await countPlatformObjects(() => send('/plain'))).toEqual({ requests: 0, responses: 0 })
    expect(bodies.pop()).toBe('by policy')
  })

  it('neither do paths of the gateway itself, nor its refusals', async () => {
    await serve(() => undefined)
    const made = await countPlatformObjects(async () => {
      await send('/health')
      await send('/missing')
    })
    expect(made).toEqual({ requests: 0, responses: 0 })
  })

  it('a function that reads method, headers and text and returns data makes none either', async () => {
    await serve(async (request) => [request.method, request.headers.get('x-set'), await request.text()])
    expect(await countPlatformObjects(() => send('/function'))).toEqual({ requests: 0, responses: 0 })
    expect(bodies.pop()).toBe('["POST","by policy",""]')
  })

  it('a function makes the objects it asks for, and no others', async () => {
    await serve(() => new Response('own'))
    expect(await countPlatformObjects(() => send('/function'))).toEqual({ requests: 0, responses: 1 })
    await fixture.close()
    await serve((request) => new GatewayRequest(request.url).url)
    expect(await countPlatformObjects(() => send('/function'))).toEqual({ requests: 1, responses: 0 })
  })
})
