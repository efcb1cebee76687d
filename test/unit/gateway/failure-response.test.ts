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

  it('answers an error that describes itself with its members, and its message only where the caller is at fault', () => {
    const members = { extensionMembers: { orderId: 7, status: 200 } }
    const ours = replyToThrown(
      Object.assign(new Error('secret'), members, { status: undefined }),
      exchange,
      log,
    )
    expect(ours.status).toBe(500)
    expect(JSON.parse(String(ours.body))).toMatchObject({ orderId: 7, status: 500 })
    expect(String(ours.body)).not.toContain('secret')
    const theirs = replyToThrown(
      Object.assign(new Error('No such order.'), members, { status: 404 }),
      exchange,
      log,
    )
    expect(theirs.status).toBe(404)
    expect(JSON.parse(String(theirs.body))).toMatchObject({
      title: 'Not Found',
      detail: 'No such order.',
      orderId: 7,
    })
  })

  it('lets no error describe itself as a success', () => {
    const error = Object.assign(new Error('x'), { extensionMembers: undefined, status: 200 })
    expect(replyToThrown(error, exchange, log).status).toBe(500)
  })
})
