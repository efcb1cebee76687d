import { afterAll, expect, test } from 'vitest'
import type { RuntimeExtensions } from '../../../../src/gateway/runtime-extensions.ts'
import { OpenTelemetryPlugin } from '../../../../src/plugins/open-telemetry/open-telemetry.ts'
import type { OpenTelemetryPluginOptions } from '../../../../src/plugins/open-telemetry/options.ts'
import { ask, createGatewayFixture, functionRoute } from '../../../support/gateway-fixture.ts'
import { startCollector } from '../../../support/otlp-collector.ts'

const collector = await startCollector()
afterAll(() => collector.close())

async function serve(more: Partial<OpenTelemetryPluginOptions>, requests = 1) {
  const fixture = await createGatewayFixture({
    paths: { '/a': { get: functionRoute('a') } },
    modules: {
      './modules/m': { a: () => 'ok' },
      './modules/zuplo.runtime': {
        runtimeInit: (runtime: RuntimeExtensions) => {
          const traceUrl = `${collector.url}/v1/traces`
          runtime.addPlugin(new OpenTelemetryPlugin({ traceUrl, ...more }))
        },
      },
    },
  })
  for (let request = 0; request < requests; request++) await ask(fixture, '/a')
  await fixture.gateway.close()
  const spans = collector.spans.splice(0)
  await fixture.close()
  return { spans, records: fixture.records }
}

test('closing sends what waits; two gateways of a process do not mix', async () => {
  const [one, two] = [await serve({ service: { name: 'one' } }), await serve({ service: { name: 'two' } })]
  expect(new Set(one.spans.map(({ resource }) => resource['service.name']))).toEqual(new Set(['one']))
  expect(two.spans.map(({ name }) => name).sort()).toEqual(['GET /a', 'handler a'])
})

test('a ratio of nothing keeps nothing', async () => {
  expect((await serve({ sampling: { headSampler: { ratio: 0 } } }, 3)).spans).toEqual([])
})

test('the project has the last word on what is sent', async () => {
  const seen: number[] = []
  const { spans } = await serve({
    postProcessor: (batch) => {
      seen.push(batch.length)
      return batch.filter(({ name }) => name.startsWith('handler'))
    },
  })
  expect(seen).toEqual([2])
  expect(spans.map(({ name }) => name)).toEqual(['handler a'])
})

test('a collector that refuses harms no request; what was lost is said', async () => {
  collector.answer(400)
  const { records } = await serve({}, 2)
  collector.answer(200)
  expect(records).toContainEqual(expect.objectContaining({ level: 'warn', message: 'spans are being lost' }))
  expect(records).toContainEqual(
    expect.objectContaining({ message: 'telemetry was lost', fields: { spans: 4, records: 0 } }),
  )
})
