import { afterEach, describe, expect, it } from 'vitest'
import { emptyBody } from '../../../../src/gateway/exchange.ts'
import { NodeExchange } from '../../../../src/runtimes/node/exchange.ts'
import {
  later,
  sendAndHangUp,
  sendRaw,
  startNodeServer,
  type NodeServer,
} from '../../../support/node-server.ts'

let server: NodeServer
afterEach(() => server.close())

/** Sends a raw request and answers the exchange made of it. */
async function exchangeOf(head: string): Promise<NodeExchange> {
  const made = later<NodeExchange>()
  server = await startNodeServer((request, response) => {
    made.resolve(new NodeExchange(request, response, 'http://h', '10.0.0.9', 100))
    response.end()
  })
  await sendRaw(server.port, `${head}\r\nhost: x\r\nconnection: close\r\n\r\n`)
  return made.promise
}

describe('NodeExchange', () => {
  it('holds method, path and query as they were sent', async () => {
    const exchange = await exchangeOf('DELETE /a%2Fb/%C3%BC?q=1&q=%20?x HTTP/1.1')
    expect(exchange).toMatchObject({
      method: 'DELETE',
      path: '/a%2Fb/%C3%BC',
      search: '?q=1&q=%20?x',
      origin: 'http://h',
      clientAddress: '10.0.0.9',
    })
    expect(exchange.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
  })

  it('tells whether a trusted proxy stands behind the connection', async () => {
    expect((await exchangeOf('GET / HTTP/1.1')).isFromTrustedProxy).toBe(false)
  })

  it('tells projects the address of the caller, whatever the caller says', async () => {
    const exchange = await exchangeOf('GET / HTTP/1.1\r\nTrue-Client-IP: 8.8.8.8')
    expect(exchange.headers['true-client-ip']).toBe('10.0.0.9')
  })

  it('has an empty query where there is none', async () => {
    expect(await exchangeOf('GET /a HTTP/1.1')).toMatchObject({ path: '/a', search: '', body: emptyBody })
  })

  it('sees a second Authorization line, which Node itself drops', async () => {
    const twice = await exchangeOf('GET / HTTP/1.1\r\nAuthorization: Bearer a\r\nAUTHORIZATION: Bearer b')
    expect(twice.repeatedHeaders).toEqual(['authorization'])
    expect(twice.headers['authorization']).toBe('Bearer a')
  })

  it('sees nothing repeated in an ordinary request', async () => {
    const once = await exchangeOf('GET / HTTP/1.1\r\nAuthorization: Bearer a\r\nx-a: 1\r\nx-a: 2')
    expect(once.repeatedHeaders).toEqual([])
    expect(once.headers['x-a']).toBe('1, 2')
  })

  it('holds every header as one text, even one that no request has', async () => {
    const exchange = await exchangeOf('GET / HTTP/1.1\r\nset-cookie: a=1\r\nset-cookie: b=2')
    expect(exchange.headers['set-cookie']).toBe('a=1, b=2')
  })
})

describe('the signal of an exchange', () => {
  it('aborts when the caller goes away', async () => {
    const aborted = later()
    server = await startNodeServer((request, response) => {
      new NodeExchange(request, response, '', '', 0).signal.addEventListener('abort', () => aborted.resolve())
    })
    sendAndHangUp(server.port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await aborted.promise
  })

  it('is aborted when it is first asked for after the caller went away', async () => {
    const gone = later<boolean>()
    server = await startNodeServer((request, response) => {
      const exchange = new NodeExchange(request, response, '', '', 0)
      response.once('close', () => setImmediate(() => gone.resolve(exchange.signal.aborted)))
    })
    sendAndHangUp(server.port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    expect(await gone.promise).toBe(true)
  })

  it('stays quiet when the answer arrived', async () => {
    const closed = later<boolean>()
    server = await startNodeServer((request, response) => {
      const { signal } = new NodeExchange(request, response, '', '', 0)
      response.once('close', () => setImmediate(() => closed.resolve(signal.aborted)))
      response.end('done')
    })
    await (await fetch(server.url)).text()
    expect(await closed.promise).toBe(false)
  })
})
