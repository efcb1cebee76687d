import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ProjectError } from '../../../src/foundation/diagnostic.ts'
import type { PluginHost } from '../../../src/gateway/plugin.ts'
import { defineInboundPolicy } from '../../../src/gateway/policy.ts'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import type { RuntimeExtensions } from '../../../src/gateway/runtime-extensions.ts'
import type { GatewayRequest } from '../../../src/gateway/facade/gateway-request.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type FixtureInput,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

async function gatewayOf(input: FixtureInput): Promise<void> {
  fixture = await createGatewayFixture(input)
}

const custom = (name: string, exportName: string, options?: Record<string, unknown>): unknown => ({
  name,
  policyType: 'custom-code-inbound',
  handler: {
    module: '$import(./modules/m)',
    export: exportName,
    ...(options === undefined ? {} : { options }),
  },
})

describe('the journey of a request', () => {
  it('serves a function and turns what it returns into JSON', async () => {
    await gatewayOf({
      paths: { '/hello/{name}': { get: functionRoute('hello') } },
      modules: {
        './modules/m': { hello: (r: GatewayRequest) => ({ hello: r.params['name'], q: r.query['q'] }) },
      },
    })
    const response = await ask(fixture, '/hello/ada?q=1')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({ hello: 'ada', q: '1' })
    expect(response.headers.get('zp-rid')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('runs inbound policies in order, the handler, then outbound policies in order', async () => {
    const seen: string[] = []
    const step = (name: string) => (subject: unknown) => {
      seen.push(name)
      return subject
    }
    await gatewayOf({
      paths: {
        '/x': { get: functionRoute('handle', { policies: { inbound: ['a', 'b'], outbound: ['c', 'd'] } }) },
      },
      policies: [custom('a', 'a'), custom('b', 'b'), custom('c', 'c'), custom('d', 'd')],
      modules: {
        './modules/m': {
          a: step('a'),
          b: step('b'),
          c: step('c'),
          d: step('d'),
          handle: () => void seen.push('handle'),
        },
      },
    })
    expect((await ask(fixture, '/x')).status).toBe(200)
    expect(seen).toEqual(['a', 'b', 'handle', 'c', 'd'])
  })

  it('skips handler and outbound policies when an inbound policy answers', async () => {
    const seen: string[] = []
    await gatewayOf({
      paths: {
        '/x': { get: functionRoute('handle', { policies: { inbound: ['stop'], outbound: ['after'] } }) },
      },
      policies: [custom('stop', 'stop'), custom('after', 'after')],
      modules: {
        './modules/m': {
          stop: () => new Response('no', { status: 418 }),
          after: () => void seen.push('after'),
          handle: () => void seen.push('handle'),
        },
      },
    })
    expect((await ask(fixture, '/x')).status).toBe(418)
    expect(seen).toEqual([])
  })

  it('goes on with the request a policy returns: headers, body, user', async () => {
    const replace = (request: GatewayRequest): Request =>
      new Request(request.url, { method: 'POST', body: 'new body', headers: { 'x-added': '1' } })
    const handle = async (request: GatewayRequest): Promise<unknown> => ({
      body: await request.text(),
      added: request.headers.get('x-added'),
      user: request.user,
    })
    const signIn = (request: GatewayRequest): GatewayRequest => {
      request.user = { sub: 'ada', data: {} }
      return request
    }
    await gatewayOf({
      paths: { '/x': { post: functionRoute('handle', { policies: { inbound: ['sign-in', 'replace'] } }) } },
      policies: [custom('sign-in', 'signIn'), custom('replace', 'replace')],
      modules: { './modules/m': { replace, handle, signIn } },
    })
    expect(await (await ask(fixture, '/x', { method: 'POST', body: 'old' })).json()).toEqual({
      body: 'new body',
      added: '1',
      user: { sub: 'ada', data: {} },
    })
  })

  it('answers 404, 405 with Allow, and 501 as problem documents', async () => {
    await gatewayOf({
      paths: { '/x': { get: functionRoute('handle'), post: functionRoute('handle') } },
      modules: { './modules/m': { handle: () => 1 } },
    })
    const missing = await ask(fixture, '/nothing')
    expect(missing.status).toBe(404)
    expect(missing.headers.get('content-type')).toBe('application/problem+json')
    expect(await missing.json()).toMatchObject({
      status: 404,
      instance: '/nothing',
      code: 'SALLYPORT_ROUTE_NOT_FOUND',
    })
    const wrong = await ask(fixture, '/x', { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST'])
    expect((await ask(fixture, '/x', { method: 'PROPFIND' })).status).toBe(501)
  })

  it('hides what a handler throws from the caller and shows it in the log', async () => {
    await gatewayOf({
      paths: { '/x': { get: functionRoute('fail') } },
      modules: {
        './modules/m': {
          fail: () => {
            throw new Error('database password is hunter2')
          },
        },
      },
    })
    const response = await ask(fixture, '/x')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('hunter2')
    expect(
      fixture.records.some(
        ({ level, fields }) => level === 'error' && String(fields['error']).includes('hunter2'),
      ),
    ).toBe(true)
  })

  it('writes one line a request, without the query', async () => {
    await gatewayOf({
      paths: { '/x': { get: functionRoute('handle') } },
      modules: { './modules/m': { handle: () => 1 } },
    })
    await ask(fixture, '/x?token=secret-value')
    const lines = fixture.records.filter(({ message }) => message === 'request')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.fields).toMatchObject({ method: 'GET', path: '/x', status: 200 })
    expect(JSON.stringify(fixture.records)).not.toContain('secret-value')
  })

  it('reports health, and readiness with the problem that stands in the way', async () => {
    await gatewayOf({
      paths: { '/x': { get: functionRoute('handle') } },
      modules: { './modules/m': { handle: () => 1 } },
    })
    expect(await (await ask(fixture, '/health')).json()).toEqual({ status: 'ok' })
    expect((await ask(fixture, '/ready')).status).toBe(200)
    expect((await ask(fixture, '/health', { method: 'POST' })).status).toBe(405)
  })
})

describe('invoking other routes', () => {
  it('runs the whole pipeline of the route in process, with a new context that knows its parent', async () => {
    const outer = async (_: GatewayRequest, context: ModuleContext): Promise<unknown> =>
      (await context.invokeRoute('/inner?a=1', { method: 'POST', body: 'b' })).json()
    const inner = async (request: GatewayRequest, context: ModuleContext): Promise<unknown> => ({
      parent: context.parentContext?.route.path,
      a: request.query['a'],
      body: await request.text(),
      mark: request.headers.get('x-mark'),
    })
    await gatewayOf({
      paths: {
        '/outer': { get: functionRoute('outer') },
        '/inner': { post: functionRoute('inner', { policies: { inbound: ['mark'] } }) },
      },
      policies: [custom('mark', 'mark')],
      modules: {
        './modules/m': {
          outer,
          inner,
          mark: async (request: GatewayRequest) =>
            new Request(request.url, {
              method: 'POST',
              body: await request.text(),
              headers: { 'x-mark': 'policy ran' },
            }),
        },
      },
    })
    expect(await (await ask(fixture, '/outer')).json()).toEqual({
      parent: '/outer',
      a: '1',
      body: 'b',
      mark: 'policy ran',
    })
  })

  it('stops routes that call each other in a circle', async () => {
    const loop = async (_: GatewayRequest, context: ModuleContext): Promise<Response> =>
      context.invokeRoute('/loop')
    await gatewayOf({
      paths: { '/loop': { get: functionRoute('loop') } },
      modules: { './modules/m': { loop } },
    })
    expect((await ask(fixture, '/loop')).status).toBe(508)
  })
})

describe('revokeTokens', () => {
  it('tells every inbound policy that listens', async () => {
    const told: unknown[] = []
    const listening = defineInboundPolicy({
      stage: 'inbound',
      exports: ['ListeningPolicy'],
      policyTypes: [],
      options: z.object({}),
      create: (_options, { name }) => ({
        name,
        handle: () => undefined,
        onRevoked: async (revocation) => void told.push([name, revocation]),
      }),
    })
    const declare = (name: string): unknown => ({
      name,
      policyType: 'listening-inbound',
      handler: { module: '$import(sallyport)', export: 'ListeningPolicy' },
    })
    await gatewayOf({
      paths: {},
      policies: [declare('one'), declare('two'), custom('deaf', 'hello')],
      modules: { './modules/m': { hello: () => undefined } },
      catalog: { policies: [listening] },
    })
    await fixture.gateway.revokeTokens({ subject: 'ada' })
    expect(told).toEqual([
      ['one', { subject: 'ada' }],
      ['two', { subject: 'ada' }],
    ])
  })
})

describe('a project that cannot be linked', () => {
  it('rejects with the place and the nearest name', async () => {
    await gatewayOf({ paths: {} })
    const broken = createGatewayFixture({
      paths: { '/x': { get: functionRoute('helo') } },
      modules: { './modules/m': { hello: () => 1 } },
    })
    const error = await broken.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProjectError)
    expect((error as ProjectError).diagnostics).toMatchObject([
      {
        file: 'config/routes.oas.json',
        code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
        hint: 'Did you mean "hello"?',
      },
    ])
  })
})

it('ends what plugins have begun when a later one cannot start', async () => {
  const ended: string[] = []
  const first = {
    name: 'first',
    install: (host: PluginHost) => host.onClose(async () => void ended.push('first')),
  }
  const second = {
    name: 'second',
    install: () => {
      throw new Error('no such place')
    },
  }
  const starting = createGatewayFixture({
    paths: {},
    modules: {
      './modules/zuplo.runtime': {
        runtimeInit: (runtime: RuntimeExtensions) => {
          runtime.addPlugin(first)
          runtime.addPlugin(second)
        },
      },
    },
  })
  await expect(starting).rejects.toThrow('no such place')
  expect(ended).toEqual(['first'])
})
