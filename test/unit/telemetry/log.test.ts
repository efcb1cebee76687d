import { describe, expect, it } from 'vitest'
import { createLog, type Log, type LogLevel, type LogRecord } from '../../../src/telemetry/log.ts'

function logAt(level: LogLevel): { log: Log; records: LogRecord[] } {
  const records: LogRecord[] = []
  return { log: createLog({ level, write: (record) => records.push(record) }), records }
}

const all: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

describe('createLog', () => {
  it.each([
    ['debug', all],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
  ] as const)('at %s writes %j', (level, expected) => {
    const { log, records } = logAt(level)
    for (const each of all) log[each](each)
    expect(records.map((record) => record.level)).toEqual(expected)
    expect(all.filter((each) => log.isEnabled(each))).toEqual(expected)
  })

  it('adds fixed fields to each record; those of the record win', () => {
    const { log, records } = logAt('info')
    const child = log.with({ a: 1, b: 1 }).with({ b: 2, c: 2 })
    child.info('x', { c: 3 })
    child.info('y')
    log.info('z')
    expect(records.map(({ fields }) => fields)).toEqual([{ a: 1, b: 2, c: 3 }, { a: 1, b: 2, c: 2 }, {}])
  })
})
