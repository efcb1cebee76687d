import { once } from 'node:events'
import { Agent, get, request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ListenError, listenHttp, type HttpListener } from '../../../../src/runtimes/node/http-listener.ts'
import { later, sendRaw } from '../../../support/node-server.ts'

const limits = { requestMs: 30_000, headerBytes: 32 * 1024 }
let listener: HttpListener
afterEach(() => listener.drain(0))

async function listen(): Promise<void> {
  listener = await listenHttp({ host: '127.0.0.1', port: 0 })
}

const headOf = (bytes: number): string =>
  `GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-long: ${'a'.repeat(bytes)}\r\n\r\n`

describe('binding', () => {
  it('takes a free port for 0', async () => {
    await listen()
    expect(listener.port).toBeGreaterThan(0)
    expect(listener.host).toBe('127.0.0.1')
  })

  it('says in one sentence that a port is taken, and the way out', async () => {
    await listen()
    const refused: unknown = await listenHttp({ host: '127.0.0.1', port: listener.port }).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(ListenError)
    expect((refused as Error).message).toBe(
      `Port ${listener.port} on 127.0.0.1 is taken by another process; choose another with --port or PORT (0 takes a free one).`,
    )
  })

  it('says that the machine lacks an address', async () => {
    await listen()
    await expect(listenHttp({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'This machine has no address "192.0.2.1"; set HOST to 127.0.0.1 or 0.0.0.0.',
    )
  })
})

describe('requests', () => {
  it('are asked to come again until something serves them', async () => {
    await listen()
    const early = await fetch(`http://127.0.0.1:${listener.port}/`)
    expect([early.status, early.headers.get('retry-after'), early.headers.get('content-type')]).toEqual([
      503,
      '1',
      'application/problem+json',
    ])
    listener.serveWith((_, response) => response.end('served'), limits)
    expect(await (await fetch(`http://127.0.0.1:${listener.port}/`)).text()).toBe('served')
  })

  it('with a huge head get 431 as a problem document', async () => {
    await listen()
    const answer = await sendRaw(listener.port, headOf(40_000))
    expect(answer).toContain('HTTP/1.1 431 Request Header Fields Too Large')
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
      type: 'https://httpproblems.com/http-status/431',
      title: 'Request Header Fields Too Large',
      status: 431,
    })
  })

  it('meet the limit that the project sets for a head', async () => {
    await listen()
    listener.serveWith((_, response) => response.end('served'), { ...limits, headerBytes: 2048 })
    expect(await sendRaw(listener.port, headOf(1000))).toContain('served')
    expect(await sendRaw(listener.port, headOf(3000))).toContain('HTTP/1.1 431')
  })

  it('that are no HTTP get 400', async () => {
    await listen()
    expect(await sendRaw(listener.port, 'EHLO mail\r\n\r\n')).toContain('HTTP/1.1 400 Bad Request')
  })
})

describe('draining', () => {
  it('lets a request in flight end, takes no new one, and does not wait for the kept-alive connection', async () => {
    await listen()
    const arrived = later()
    const goOn = later()
    listener.serveWith((_, response) => {
      arrived.resolve()
      void goOn.promise.then(() => response.end('ended'))
    }, limits)
    const agent = new Agent({ keepAlive: true })
    const answer = later<string>()
    get({ port: listener.port, host: '127.0.0.1', agent }, (response) => {
      response.setEncoding('utf8').on('data', (text: string) => answer.resolve(text))
    })
    await arrived.promise
    // Longer than the test may take: it passes only when nothing waits for the end of the grace.
    const drained = listener.drain(600_000)
    await expect(fetch(`http://127.0.0.1:${listener.port}/`)).rejects.toThrow()
    goOn.resolve()
    expect(await answer.promise).toBe('ended')
    await drained
    agent.destroy()
  })

  it('does not wait for a connection that has said nothing', async () => {
    await listen()
    const socket = connect(listener.port, '127.0.0.1')
    await once(socket, 'connect')
    // The server accepts it in a turn of its own; answering another connection shows that it did.
    await fetch(`http://127.0.0.1:${listener.port}/`)
    const closed = once(socket, 'close')
    await listener.drain(600_000)
    await closed
  })

  it('closes what is left after the grace', async () => {
    await listen()
    const arrived = later()
    listener.serveWith(() => arrived.resolve(), limits)
    const broken = later<Error>()
    request({ port: listener.port, host: '127.0.0.1' })
      .on('error', (error) => broken.resolve(error))
      .end()
    await arrived.promise
    await listener.drain(10)
    expect(await broken.promise).toBeInstanceOf(Error)
  })
})
