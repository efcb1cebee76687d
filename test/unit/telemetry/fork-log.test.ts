import { expect, test } from 'vitest'
import { forkLog } from '../../../src/telemetry/fork-log.ts'
import { createLog, type LogRecord, type LogSink } from '../../../src/telemetry/log.ts'

test('records go on, and to sinks that came later and want them', () => {
  const own: LogRecord[] = []
  const other: LogRecord[] = []
  const sinks: LogSink[] = []
  const log = forkLog(createLog({ level: 'info', write: (record) => own.push(record) }), sinks)
  const ofRequest = log.with({ requestId: '1' })
  ofRequest.info('before')
  sinks.push({ level: 'warn', write: (record) => other.push(record) })
  ofRequest.info('quiet')
  ofRequest.warn('loud', { a: 1 })
  expect(own.map(({ message }) => message)).toEqual(['before', 'quiet', 'loud'])
  expect(other).toEqual([{ level: 'warn', message: 'loud', fields: { requestId: '1', a: 1 } }])
})

test('a level is enabled where anyone wants it', () => {
  const sinks: LogSink[] = []
  const log = forkLog(createLog({ level: 'error', write: () => undefined }), sinks)
  expect(log.isEnabled('info')).toBe(false)
  sinks.push({ level: 'info', write: () => undefined })
  expect(log.isEnabled('info')).toBe(true)
  expect(log.isEnabled('debug')).toBe(false)
})
