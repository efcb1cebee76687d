import { expect, it } from 'vitest'
import type { RuntimeExtensions } from '../../../src/gateway/runtime-extensions.ts'
import { RequestHandlerPlugin } from '../../../src/runtime-api/request-handler-plugin.ts'
import { ask, createGatewayFixture } from '../../support/gateway-fixture.ts'

it('answers requests through the hooks it adds', async () => {
  class Status extends RequestHandlerPlugin {
    override initialize(runtime: RuntimeExtensions): void {
      runtime.addPreRoutingHook((request) =>
        new URL(request.url).pathname === '/status' ? new Response('up') : request,
      )
    }
  }
  const runtimeInit = (runtime: RuntimeExtensions): void => runtime.addPlugin(new Status())
  const fixture = await createGatewayFixture({
    paths: {},
    modules: { './modules/zuplo.runtime': { runtimeInit } },
  })
  expect(await (await ask(fixture, '/status')).text()).toBe('up')
  expect((await ask(fixture, '/other')).status).toBe(404)
  await fixture.close()
})
