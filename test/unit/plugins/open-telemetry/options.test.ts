import { expect, test } from 'vitest'
import { openTelemetryOptions } from '../../../../src/plugins/open-telemetry/options.ts'

test('defaults keep every trace, in bounded batches', () => {
  expect(openTelemetryOptions.parse({ exporter: { url: 'https://collector.example/v1/traces' } })).toEqual({
    exporter: { url: 'https://collector.example/v1/traces' },
    headers: {},
    service: { name: 'sallyport' },
    sampling: { headSampler: { ratio: 1 } },
    batch: { queueSize: 4_096, size: 512, delayMs: 5_000 },
  })
})
