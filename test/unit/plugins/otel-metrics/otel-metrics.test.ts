import { expect, test } from 'vitest'
import { OTelMetricsPlugin } from '../../../../src/plugins/otel-metrics/otel-metrics.ts'

test('options that do not fit are refused with a sentence', () => {
  expect(() => new OTelMetricsPlugin({ url: 'collector' })).toThrow(/OTelMetricsPlugin: .*http\(s\) URL/)
})
