import { afterAll, expect, test } from 'vitest'
import type { RuntimeExtensions } from '../../../../src/gateway/runtime-extensions.ts'
import { OTelMetricsPlugin } from '../../../../src/plugins/otel-metrics/otel-metrics.ts'
import type { OTelMetricsPluginOptions } from '../../../../src/plugins/otel-metrics/options.ts'
import { standardCatalog } from '../../../../src/standard-catalog.ts'
import { ask, createGatewayFixture, functionRoute } from '../../../support/gateway-fixture.ts'
import { startCollector, type CollectedPoint } from '../../../support/otlp-collector.ts'
import { mcpRoute } from '../../../support/temp-project.ts'

const collector = await startCollector()
afterAll(() => collector.close())

type Module = (request: unknown, context: { readonly requestId: string }) => unknown
const book: Module = (_request, context) => {
  OTelMetricsPlugin.setContext(context, { plan: 'gold' })
  return 'ok'
}

async function serve(more: Partial<OTelMetricsPluginOptions> = {}): Promise<CollectedPoint[]> {
  let now = 1_000
  const fixture = await createGatewayFixture({
    catalog: standardCatalog,
    now: () => (now += 5),
    paths: {
      '/books/{id}': { get: functionRoute('book', { mcp: { type: 'tool' } }, { operationId: 'book' }) },
      '/mcp': { post: mcpRoute(undefined, ['book']) },
    },
    modules: {
      './modules/m': { book },
      './modules/zuplo.runtime': {
        runtimeInit: (runtime: RuntimeExtensions) =>
          runtime.addPlugin(new OTelMetricsPlugin({ url: `${collector.url}/v1/metrics`, ...more })),
      },
    },
  })
  for (const id of ['1', '2', 'canary']) await ask(fixture, `/books/${id}`)
  const params = { name: 'book', arguments: { id: '1' } }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
  await ask(fixture, '/mcp', { method: 'POST', body })
  await fixture.gateway.close()
  await fixture.close()
  return collector.points.splice(0)
}

test('histograms have the names, units and buckets of the conventions, one for each route', async () => {
  const points = await serve({ attributes: { region: 'eu' } })
  const durations = points.filter(({ name }) => name === 'http.server.request.duration')
  expect(durations).toHaveLength(2)
  expect(durations[0]).toMatchObject({
    unit: 's',
    count: 3,
    bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    attributes: {
      'http.request.method': 'GET',
      'http.route': '/books/{id}',
      'http.response.status_code': 200,
      plan: 'gold',
      region: 'eu',
    },
  })
  expect(points.find(({ name }) => name === 'mcp.server.operation.duration')).toMatchObject({
    unit: 's',
    count: 1,
    attributes: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'book', region: 'eu' },
  })
  expect(new Set(points.map(({ name }) => name))).toContain('http.server.response.body.size')
  expect(JSON.stringify(points)).not.toContain('canary')
})

test('what is switched off is not measured, nor told apart', async () => {
  const points = await serve({
    metrics: { requestContentLength: false, responseContentLength: false },
    include: { httpMethod: false, statusCode: false, path: false },
  })
  expect(new Set(points.map(({ name }) => name))).toEqual(
    new Set(['http.server.request.duration', 'mcp.server.operation.duration']),
  )
  expect(points[0]?.attributes).toEqual({ 'url.scheme': 'http', plan: 'gold' })
})
