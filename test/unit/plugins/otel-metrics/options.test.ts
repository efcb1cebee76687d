import { expect, test } from 'vitest'
import { otelMetricsOptions } from '../../../../src/plugins/otel-metrics/options.ts'

test('defaults measure everything and tell requests apart by what has few values', () => {
  expect(otelMetricsOptions.parse({ url: 'https://collector.example/v1/metrics' })).toMatchObject({
    metrics: { latency: true, requestContentLength: true, responseContentLength: true },
    include: { country: false, httpMethod: true, statusCode: true, path: true },
    intervalSeconds: 60,
  })
})
