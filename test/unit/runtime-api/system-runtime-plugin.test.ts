import { expect, it } from 'vitest'
import { RuntimeExtensions } from '../../../src/gateway/runtime-extensions.ts'
import { SystemRuntimePlugin } from '../../../src/runtime-api/system-runtime-plugin.ts'

it('does nothing until a project overrides it', async () => {
  const runtime = new RuntimeExtensions(1)
  runtime.addPlugin(new SystemRuntimePlugin())
  class Own extends SystemRuntimePlugin {
    override initialize(given: RuntimeExtensions): void {
      given.addRequestHook((request) => request)
    }
  }
  runtime.addPlugin(new Own())
  await runtime.settled()
  expect([runtime.plugins.length, runtime.requestHooks.length]).toEqual([0, 1])
})
