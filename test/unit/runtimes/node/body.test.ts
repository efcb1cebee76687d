import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { GatewayError } from '../../../../src/foundation/errors.ts'
import { NodeBody } from '../../../../src/runtimes/node/body.ts'
import {
  later,
  sendAndHangUp,
  sendRaw,
  startNodeServer,
  type NodeServer,
} from '../../../support/node-server.ts'

let server: NodeServer
afterEach(() => server.close())

/** Serves with a body limit of ten bytes; a refusal is answered with its status, headers and code. */
async function serve(read: (body: NodeBody, request: IncomingMessage) => Promise<unknown>): Promise<void> {
  server = await startNodeServer(async (request, response) => {
    try {
      response.end(JSON.stringify(await read(new NodeBody(request, 10), request)))
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      response.writeHead(error.status, error.headers).end(error.code)
    }
  })
}

const post = (body: string): Promise<Response> => fetch(server.url, { method: 'POST', body })
const chunked = (...chunks: string[]): string =>
  `POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += Buffer.from(chunk).toString()
  return text
}

describe('reading a body whole', () => {
  it('gives text and bytes, again and again, and the announced length', async () => {
    await serve(async (body) => [
      await body.text(),
      (await body.bytes()).length,
      await body.text(),
      body.length,
      body.isEmpty,
    ])
    expect(await (await post('häuser')).json()).toEqual(['häuser', 7, 'häuser', 7, false])
  })

  it('refuses an announced excess before a byte of it was sent', async () => {
    await serve((body) => body.text())
    const answer = await sendRaw(server.port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 11\r\n\r\n')
    expect(answer).toContain('HTTP/1.1 413')
    expect(answer.toLowerCase()).toContain('connection: close')
  })

  it('refuses an excess that nobody announced, and the caller reads the refusal', async () => {
    await serve((body) => body.text())
    const answer = await sendRaw(server.port, chunked('123456', '78901'))
    expect(answer).toContain('HTTP/1.1 413')
    expect(answer).toContain('SALLYPORT_REQUEST_BODY_TOO_LARGE')
  })

  it('takes exactly the limit, in chunks without a length', async () => {
    await serve(async (body) => [await body.text(), body.length ?? 'unknown', body.isEmpty])
    const answer = await sendRaw(
      server.port,
      chunked('12345', '67890').replace('host: x', 'host: x\r\nconnection: close'),
    )
    expect(answer).toContain('["1234567890","unknown",false]')
  })

  it('fails when the caller hangs up in the middle', async () => {
    const seen = later<unknown>()
    await serve(async (body) => {
      await body.text().catch((error: unknown) => seen.resolve(error))
    })
    sendAndHangUp(server.port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc')
    expect(await seen.promise).toMatchObject({ code: 'SALLYPORT_REQUEST_MALFORMED' })
  })
})

describe('an empty body', () => {
  it.each([
    ['no header', '', true],
    ['content-length: 0', 'content-length: 0\r\n', true],
    ['content-length: 1', 'content-length: 1\r\n', false],
    ['chunks', 'transfer-encoding: chunked\r\n', false],
  ])('is told by the head alone: %s', async (_, header, isEmpty) => {
    await serve((body) => Promise.resolve(body.isEmpty))
    const answer = await sendRaw(
      server.port,
      `POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${header}\r\n`,
    )
    expect(answer.endsWith(`${isEmpty}`) || answer.includes(`\r\n${isEmpty}\r\n`)).toBe(true)
  })
})

describe('reading a body as it arrives', () => {
  it('gives the chunks', async () => {
    await serve((body) => collect(body.stream()))
    expect(await (await post('1234567890')).json()).toBe('1234567890')
  })

  it('gives the whole body once it was read', async () => {
    await serve(async (body) => (await body.text()) + (await collect(body.stream())))
    expect(await (await post('abc')).json()).toBe('abcabc')
  })

  it('counts the limit, and leaves the connection able to say so', async () => {
    await serve((body) => collect(body.stream()))
    expect(await sendRaw(server.port, chunked('123456', '78901'))).toContain('HTTP/1.1 413')
    expect(await sendRaw(server.port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 11\r\n\r\n')).toContain(
      'HTTP/1.1 413',
    )
  })

  it('leaves the connection to the next request when the reader stops early', async () => {
    await serve(async (body) => {
      for await (const chunk of body.stream()) return Buffer.from(chunk).toString().slice(0, 2)
      return 'none'
    })
    const begun = 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n'
    const rest = '5\r\n12345\r\n0\r\n\r\n'
    const next = 'POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 6\r\n\r\nsecond'
    let received = ''
    const ended = later()
    const socket = connect(server.port, '127.0.0.1', () => socket.write(begun))
    // The rest of the first body comes only after its answer.
    socket.once('data', () => socket.write(rest + next))
    socket.on('data', (chunk) => (received += chunk.toString())).on('close', () => ended.resolve())
    await ended.promise
    expect(received).toMatch(/"fi"[^]*"se"/)
  })

  it('fails when the caller hangs up in the middle', async () => {
    const seen = later<unknown>()
    await serve(async (body) => {
      await collect(body.stream()).catch((error: unknown) => seen.resolve(error))
    })
    sendAndHangUp(server.port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc')
    expect(await seen.promise).toMatchObject({ code: 'SALLYPORT_REQUEST_MALFORMED' })
  })
})
