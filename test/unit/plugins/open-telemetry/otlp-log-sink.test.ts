import { SeverityNumber, type LogRecord as SdkRecord } from '@opentelemetry/api-logs'
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { expect, test } from 'vitest'
import { OtlpLogSink } from '../../../../src/plugins/open-telemetry/otlp-log-sink.ts'
import { SdkTracer } from '../../../../src/plugins/open-telemetry/sdk-tracer.ts'

test('records go without secrets, and with the context of their request', () => {
  const emitted: SdkRecord[] = []
  const tracer = new SdkTracer(new BasicTracerProvider().getTracer('test'))
  const logger = { emit: (record: SdkRecord) => emitted.push(record), enabled: () => true }
  const sink = new OtlpLogSink(logger, tracer, { now: () => 5 })
  tracer.startRequest('request-1', { name: 'GET', kind: 'server' })
  const fields = { requestId: 'request-1', authorization: 'Bearer canary' }
  sink.write({ level: 'warn', message: 'token=canary Bearer canary-canary', fields })
  sink.write({ level: 'info', message: 'alone', fields: {} })
  expect(emitted[0]).toMatchObject({
    timestamp: 5,
    severityNumber: SeverityNumber.WARN,
    context: tracer.contextOf('request-1'),
  })
  expect(emitted[1]?.context).toBeUndefined()
  expect(JSON.stringify(emitted.map(({ body, attributes }) => ({ body, attributes })))).not.toContain(
    'canary-canary',
  )
  expect(JSON.stringify(emitted[0]?.attributes)).not.toContain('canary')
})
