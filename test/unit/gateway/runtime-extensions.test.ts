import { afterEach, describe, expect, it } from 'vitest'
import { ProjectError } from '../../../src/foundation/diagnostic.ts'
import type { Plugin } from '../../../src/gateway/plugin.ts'
import type { RuntimeExtensions } from '../../../src/gateway/runtime-extensions.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

let fixture: GatewayFixture | undefined
afterEach(async () => {
  await fixture?.close()
  fixture = undefined
})

async function serve(runtimeInit: unknown, modulePath = './modules/zuplo.runtime'): Promise<GatewayFixture> {
  return (fixture = await createGatewayFixture({
    paths: { '/x': { get: functionRoute('handle') } },
    modules: { './modules/m': { handle: () => 1 }, [modulePath]: { runtimeInit } },
  }))
}

describe('runtimeInit', () => {
  it('is awaited, and so are the plugins of the project it adds', async () => {
    const order: string[] = []
    await serve(async (runtime: RuntimeExtensions) => {
      runtime.addPlugin({
        initialize: async (own) => {
          await new Promise((resolve) => setImmediate(resolve))
          own.addPreRoutingHook(() => new Response('from the plugin'))
          order.push('plugin')
        },
      })
      await Promise.resolve()
      order.push('init')
    })
    order.push('gateway')
    expect(order).toEqual(['init', 'plugin', 'gateway'])
    expect(await (await ask(fixture as GatewayFixture, '/x')).text()).toBe('from the plugin')
  })

  it.each(['./modules/zuplo.runtime', './modules/sallyport.runtime'])('is found in %s', async (path) => {
    let called = 0
    await serve(() => void called++, path)
    expect(called).toBe(1)
  })

  it('installs plugins of the gateway with their routes and readiness checks', async () => {
    const plugin: Plugin = {
      name: 'p',
      install: (host) => {
        const paths = host
          .routes()
          .map(({ path, method, matches }) => [path, method, matches('/x'), matches('/y')])
        host.addSystemRoute({
          method: 'GET',
          matches: (path) => path === '/of-the-plugin',
          serve: () => ({ status: 200, headers: {}, body: JSON.stringify(paths) }),
        })
        host.addReadinessCheck('the plugin', () => 'is not ready')
        host.addReadinessCheck('another', () => undefined)
      },
    }
    const served = await serve((runtime: RuntimeExtensions) => runtime.addPlugin(plugin))
    expect(await (await ask(served, '/of-the-plugin')).json()).toEqual([['/x', 'GET', true, false]])
    const ready = await ask(served, '/ready')
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', problems: ['the plugin: is not ready'] },
    ])
  })
})

describe('a runtime module that is wrong stops the start at the module', () => {
  it.each([
    ['exports nothing', undefined, 'it exports no function `runtimeInit`.'],
    [
      'fails',
      () => {
        throw new Error('no database')
      },
      'runtimeInit failed: no database',
    ],
    [
      'adds a plugin that fails',
      (runtime: RuntimeExtensions) =>
        runtime.addPlugin({ initialize: () => Promise.reject(new Error('no key')) }),
      'runtimeInit failed: no key',
    ],
    [
      'adds what is no plugin',
      (runtime: RuntimeExtensions) => runtime.addPlugin({} as Plugin),
      'runtimeInit failed: addPlugin takes a plugin',
    ],
  ])('when it %s', async (_, runtimeInit, message) => {
    const error: unknown = await serve(runtimeInit).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProjectError)
    const [diagnostic] = (error as ProjectError).diagnostics
    expect(diagnostic).toMatchObject({
      severity: 'error',
      code: 'SALLYPORT_MODULE_RUNTIME_INIT',
      file: 'modules/zuplo.runtime.ts',
    })
    expect(diagnostic?.message).toContain(message)
  })
})
