import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogSink, parseLogLevel, type LogSinkOptions } from '../../../../src/runtimes/node/log-sink.ts'
import { createLog, type Log } from '../../../../src/telemetry/log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-log-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** The lines that something logs, parsed. */
function lines(write: (log: Log) => void, options: LogSinkOptions = {}): Record<string, unknown>[] {
  const sink = createLogSink({ ...options, fd: openSync(join(folder, 'log'), 'a') })
  write(createLog(sink))
  sink.close()
  const text = readFileSync(join(folder, 'log'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('createLogSink', () => {
  it('writes one JSON object a line: level, time, fields, message', () => {
    const written = lines((log) => {
      log.info('first', { a: 1 })
      log.error('second\nline')
    })
    expect(written).toEqual([
      { level: 'info', time: expect.any(Number) as number, a: 1, message: 'first' },
      { level: 'error', time: expect.any(Number) as number, message: 'second\nline' },
    ])
  })

  it('keeps what is quieter than its level to itself; the default is info', () => {
    expect(lines((log) => log.debug('quiet'))).toEqual([])
    expect(lines((log) => log.info('quiet'), { level: 'warn' })).toEqual([])
    expect(lines((log) => log.debug('loud enough'), { level: 'debug' })).toHaveLength(1)
  })

  it('takes secrets out of fields', () => {
    const [line] = lines((log) =>
      log.info('x', { authorization: 'Bearer abcdefgh', deep: { password: 'p' } }),
    )
    expect(line).toMatchObject({ authorization: '[redacted]', deep: { password: '[redacted]' } })
  })

  it('takes tokens out of the message, which modules write too', () => {
    const token = `eyJhbGciOiJub25lIn0.${'a'.repeat(20)}.${'b'.repeat(20)}`
    const [line] = lines((log) => log.info(`got ${token}`))
    expect(line?.['message']).toBe('got [redacted]')
  })
})

describe('parseLogLevel', () => {
  it('reads the four levels in any case, and nothing else', () => {
    expect(['debug', 'INFO', 'Warn', 'error'].map(parseLogLevel)).toEqual(['debug', 'info', 'warn', 'error'])
    expect(['verbose', '', undefined].map(parseLogLevel)).toEqual([undefined, undefined, undefined])
  })
})
