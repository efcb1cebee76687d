import { afterEach, expect, it } from 'vitest'
import { recordRequest } from '../../../src/gateway/request-record.ts'
import { createLog, type LogLevel, type LogRecord } from '../../../src/telemetry/log.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../support/policy-setup.ts'

let world: World
afterEach(() => world.close())

/** The lines written about a request that began at 100 and ended at 130. */
function record(status: number, level: LogLevel = 'debug', signedIn = true): LogRecord[] {
  world = createWorld({ now: () => 130 })
  const records: LogRecord[] = []
  const services = {
    ...world.services,
    log: createLog({ level, write: (line) => records.push(line) }),
  }
  const exchange = exchangeWith({
    search: '?code=secret',
    headers: { authorization: 'Bearer secret' },
    user: signedIn ? { sub: 'ada', data: { email: 'ada@example.com' } } : undefined,
  })
  const context = contextOf(exchange, services)
  if (signedIn) context.recordFields = { tool: 'add_book' }
  else context.refusal = 'token expired'
  recordRequest(services, exchange, { status, headers: {}, body: 'secret' }, context, 100)
  return records
}

it('says who asked for what, with what outcome and in what time; nothing secret', () => {
  expect(record(200)).toEqual([
    {
      level: 'info',
      message: 'request',
      fields: {
        requestId: 'request-1',
        method: 'POST',
        path: '/mcp',
        status: 200,
        ms: 30,
        user: 'ada',
        tool: 'add_book',
      },
    },
  ])
})

it('says why a request was refused', () => {
  const [line] = record(401, 'debug', false)
  expect(line?.fields).toMatchObject({ status: 401, refusal: 'token expired' })
  expect(line?.fields).not.toHaveProperty('user')
})

it('is an error from 500 on, and quiet below the level of the log', () => {
  expect(record(500, 'error')[0]?.level).toBe('error')
  expect(record(499, 'error')).toEqual([])
})
