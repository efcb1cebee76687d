import { expect, test } from 'vitest'
import { OpenTelemetryPlugin } from '../../../../src/plugins/open-telemetry/open-telemetry.ts'

test('options that do not fit are refused with a sentence', () => {
  expect(() => new OpenTelemetryPlugin({})).toThrow(/OpenTelemetryPlugin: .*exporter\.url or traceUrl/)
  expect(() => new OpenTelemetryPlugin({ traceUrl: 'collector:4318' })).toThrow(/http\(s\) URL/)
  const misspelt = { traceUrl: 'http://127.0.0.1:4318/v1/traces', heders: {} }
  expect(() => new OpenTelemetryPlugin(misspelt)).toThrow(/headers/)
})

test('nothing of the SDK is loaded for options alone', () => {
  expect(new OpenTelemetryPlugin({ traceUrl: 'http://127.0.0.1:4318/v1/traces' }).name).toBe(
    'OpenTelemetryPlugin',
  )
})
