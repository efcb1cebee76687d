import { describe, expect, it } from 'vitest'
import { GatewayError } from '../../../src/foundation/errors.ts'
import { emptyBody, type Exchange } from '../../../src/gateway/exchange.ts'
import { failureReply, replyToThrown } from '../../../src/gateway/failure-response.ts'
import { createLog, type LogRecord } from '../../../src/telemetry/log.ts'

const exchange = { requestId: 'r-1', path: '/p', body: emptyBody } as unknown as Exchange

describe('failureReply', () => {
  it('is a problem document with the status of its row, the path and the request id', () => {
    const reply = failureReply('SALLYPORT_ROUTE_METHOD_NOT_ALLOWED', exchange, undefined, { allow: 'POST' })
    expect(reply).toMatchObject({
      status: 405,
      headers: { 'content-type': 'application/problem+json', allow: 'POST' },
    })
    expect(JSON.parse(String(reply.body))).toMatchObject({
      status: 405,
      instance: '/p',
      code: 'SALLYPORT_ROUTE_METHOD_NOT_ALLOWED',
      trace: { requestId: 'r-1' },
    })
  })
})

describe('replyToThrown', () => {
  const records: LogRecord[] = []
  const log = createLog({ level: 'debug', write: (record) => records.push(record) })

  it('answers a gateway error by its code, and logs its cause only', () => {
    const reply = replyToThrown(
      new GatewayError('SALLYPORT_UPSTREAM_UNREACHABLE', {
        cause: new Error('connect ECONNREFUSED 10.0.0.7'),
      }),
      exchange,
      log,
    )
    expect(reply.status).toBe(502)
    expect(String(reply.body)).not.toContain('10.0.0.7')
    expect(JSON.stringify(records)).toContain('10.0.0.7')
  })

  it('answers anything else with 500 and tells nothing of it', () => {
    const reply = replyToThrown('a secret string', exchange, log)
    expect(reply.status).toBe(500)
    expect(String(reply.body)).not.toContain('secret')
  })
})
