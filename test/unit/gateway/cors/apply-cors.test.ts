import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../../support/gateway-fixture.ts'

let fixture: GatewayFixture
beforeAll(async () => {
  const handle = (): Response =>
    new Response('x', {
      headers: { 'access-control-allow-origin': 'https://upstream.example', vary: 'Accept' },
    })
  fixture = await createGatewayFixture({
    paths: {
      '/none': { post: functionRoute('handle') },
      '/any': {
        post: functionRoute('handle', { corsPolicy: 'anything-goes' }),
        get: functionRoute('handle'),
      },
      '/own': { post: functionRoute('handle', { corsPolicy: 'own' }) },
    },
    corsPolicies: [
      {
        name: 'own',
        allowedOrigins: 'https://app.example, https://*.team.example',
        allowedMethods: ['POST'],
        allowedHeaders: 'x-a, x-b',
        exposeHeaders: ['x-c'],
        maxAge: 60,
        allowCredentials: true,
      },
    ],
    modules: { './modules/m': { handle } },
  })
})
afterAll(() => fixture.close())

const preflight = (path: string, origin: string, method = 'POST'): Promise<Response> =>
  ask(fixture, path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'x-asked' },
  })

describe('CORS', () => {
  it('answers a preflight for the announced method before any policy runs', async () => {
    const any = await preflight('/any', 'https://somewhere.example')
    expect(any.status).toBe(200)
    expect(Object.fromEntries(any.headers)).toMatchObject({
      'access-control-allow-origin': 'https://somewhere.example',
      'access-control-allow-methods': 'POST, GET',
      'access-control-allow-headers': 'x-asked',
      'access-control-max-age': '600',
      'access-control-allow-credentials': 'true',
    })
    const own = await preflight('/own', 'https://a.team.example')
    expect(Object.fromEntries(own.headers)).toMatchObject({
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'x-a, x-b',
      'access-control-max-age': '60',
    })
  })

  it.each([
    ['/none', 'https://app.example', 'POST'],
    ['/own', 'https://evil.example', 'POST'],
    ['/own', 'https://team.example', 'POST'],
    ['/own', 'https://a.b.team.example', 'POST'],
    ['/own', 'https://app.example.evil.example', 'POST'],
    ['/any', 'https://app.example', 'DELETE'],
    ['/missing', 'https://app.example', 'POST'],
  ])('refuses a preflight with 404: %s from %s for %s', async (path, origin, method) => {
    expect((await preflight(path, origin, method)).status).toBe(404)
  })

  it('wants Origin and the announced method', async () => {
    expect(
      (
        await ask(fixture, '/any', {
          method: 'OPTIONS',
          headers: { 'access-control-request-method': 'POST' },
        })
      ).status,
    ).toBe(400)
  })

  it('replaces what the upstream said and adds to Vary', async () => {
    const none = await ask(fixture, '/none', { method: 'POST', headers: { origin: 'https://app.example' } })
    expect(none.headers.get('access-control-allow-origin')).toBeNull()
    const own = await ask(fixture, '/own', { method: 'POST', headers: { origin: 'https://APP.example' } })
    expect(own.headers.get('access-control-allow-origin')).toBe('https://APP.example')
    expect(own.headers.get('access-control-expose-headers')).toBe('x-c')
    expect(own.headers.get('vary')).toBe('Accept, Origin')
  })

  it('lets scripts read the challenge and the request id under anything-goes', async () => {
    const any = await ask(fixture, '/any', { method: 'POST', headers: { origin: 'https://app.example' } })
    expect(any.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate')
  })
})
