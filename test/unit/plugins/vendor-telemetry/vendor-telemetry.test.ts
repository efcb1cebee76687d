import { afterAll, expect, test } from 'vitest'
import type { PluginHost } from '../../../../src/gateway/plugin.ts'
import * as vendorTelemetry from '../../../../src/plugins/vendor-telemetry/vendor-telemetry.ts'
import { createWorld } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

test.each(Object.entries(vendorTelemetry))('%s starts, and says what to add in its place', (name, Vendor) => {
  const plugin = new Vendor({ apiKey: 'canary' })
  plugin.install({ services: world.services } as PluginHost)
  expect(plugin.name).toBe(name)
  const record = world.records.pop()
  expect(record?.message).toContain(name)
  expect(record?.fields['hint']).toContain('docs/telemetry.md')
  expect(JSON.stringify(record)).not.toContain('canary')
})
