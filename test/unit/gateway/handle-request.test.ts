import { afterEach, describe, expect, it } from 'vitest'
import type { RuntimeExtensions } from '../../../src/gateway/runtime-extensions.ts'
import { createGatewayFixture, functionRoute, type GatewayFixture } from '../../support/gateway-fixture.ts'
import { exchangeWith } from '../../support/policy-setup.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

describe('the order of a journey', () => {
  it('is hooks before routing, request hooks, policies, handler, policies, sending hooks, final hooks', async () => {
    const seen: string[] = []
    const note =
      <T>(name: string) =>
      (subject: T): T => {
        seen.push(name)
        return subject
      }
    const runtimeInit = (runtime: RuntimeExtensions): void => {
      runtime.addPreRoutingHook(note('before routing'))
      runtime.addRequestHook(note('request hook'))
      runtime.addResponseSendingHook(note('sending hook'))
      runtime.addResponseSendingFinalHook((response) => void seen.push(`final hook ${response.status}`))
    }
    const step = (name: string, exportName: string): unknown => ({
      name,
      policyType: 'custom-code-inbound',
      handler: { module: '$import(./modules/m)', export: exportName },
    })
    fixture = await createGatewayFixture({
      paths: {
        '/x': { post: functionRoute('handle', { policies: { inbound: ['in'], outbound: ['out'] } }) },
      },
      policies: [step('in', 'inbound'), step('out', 'outbound')],
      modules: {
        './modules/m': {
          inbound: note('inbound'),
          outbound: note('outbound'),
          handle: () => void seen.push('handler'),
        },
        './modules/zuplo.runtime': { runtimeInit },
      },
    })
    await fixture.gateway.handle(exchangeWith({ path: '/x' }))
    expect(seen).toEqual([
      'before routing',
      'request hook',
      'inbound',
      'handler',
      'outbound',
      'sending hook',
      'final hook 200',
    ])
  })
})

describe('the answer', () => {
  it('carries the request id, CORS headers also on failures, and is recorded once', async () => {
    fixture = await createGatewayFixture({
      paths: { '/x': { post: functionRoute('fail', { corsPolicy: 'anything-goes' }) } },
      modules: {
        './modules/m': {
          fail: () => {
            throw new Error('no')
          },
        },
      },
    })
    const reply = await fixture.gateway.handle(
      exchangeWith({ path: '/x', headers: { origin: 'https://a.example' } }),
    )
    expect(reply.status).toBe(500)
    expect(reply.headers).toMatchObject({
      'zp-rid': 'request-1',
      'access-control-allow-origin': 'https://a.example',
    })
    expect(fixture.records.filter(({ message }) => message === 'request')).toHaveLength(1)
  })

  it('is 403 through fetch for a host the gateway does not answer for', async () => {
    fixture = await createGatewayFixture({ paths: {} })
    const response = await fixture.gateway.fetch(new Request('http://rebound.example:9000/health'))
    expect([response.status, response.headers.get('content-type')]).toEqual([403, 'application/problem+json'])
    expect((await fixture.gateway.fetch(new Request('http://localhost:9000/health'))).status).toBe(200)
  })
})
