import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import { writeReply } from '../../../../src/runtimes/node/write-reply.ts'
import {
  later,
  sendAndHangUp,
  sendRaw,
  startNodeServer,
  type NodeServer,
} from '../../../support/node-server.ts'

let server: NodeServer
afterEach(() => server.close())

/** The head and the body that a reply becomes on the wire. */
async function written(
  reply: Reply,
  method = 'GET',
): Promise<{ head: string; body: string; status: string | undefined }> {
  server = await startNodeServer((_, response) => writeReply(reply, response, method === 'HEAD'))
  const answer = await sendRaw(server.port, `${method} / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
  const [head = '', ...body] = answer.split('\r\n\r\n')
  return { head: head.toLowerCase(), body: body.join('\r\n\r\n'), status: head.split(' ')[1] }
}

async function* chunks(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text))
}

describe('writing a whole body', () => {
  it('counts text in bytes', async () => {
    const { head, body } = await written({ status: 200, headers: { 'x-a': 'b' }, body: 'ü' })
    expect(head).toContain('content-length: 2')
    expect(head).toContain('x-a: b')
    expect(Buffer.from(body, 'latin1').toString()).toBe('ü')
  })

  it('writes bytes', async () => {
    expect(await written({ status: 201, headers: {}, body: new Uint8Array([65, 66, 67]) })).toMatchObject({
      status: '201',
      body: 'ABC',
    })
  })

  it('says that an answer without a body has none', async () => {
    expect((await written({ status: 404, headers: {}, body: undefined })).head).toContain('content-length: 0')
  })

  it.each([204, 304])('sends %d without a length', async (status) => {
    const { head, body } = await written({ status, headers: {}, body: undefined })
    expect(head).not.toContain('content-length')
    expect(head).not.toContain('transfer-encoding')
    expect(body).toBe('')
  })

  it('writes each cookie on a line of its own', async () => {
    const { head } = await written({ status: 200, headers: { 'set-cookie': ['a=1', 'b=2'] }, body: '' })
    expect(head).toContain('set-cookie: a=1\r\nset-cookie: b=2')
  })

  it('answers HEAD with the length of the body and nothing of it', async () => {
    const { head, body } = await written({ status: 200, headers: {}, body: 'four' }, 'HEAD')
    expect(head).toContain('content-length: 4')
    expect(body).toBe('')
  })

  it('keeps the length an upstream gave for HEAD', async () => {
    const { head } = await written(
      { status: 200, headers: { 'content-length': '9000' }, body: undefined },
      'HEAD',
    )
    expect(head).toContain('content-length: 9000')
  })
})

describe('writing chunks as they come', () => {
  it('sends them all', async () => {
    server = await startNodeServer((_, response) =>
      writeReply({ status: 200, headers: {}, body: chunks('a', 'b', 'c') }, response, false),
    )
    expect(await (await fetch(server.url)).text()).toBe('abc')
  })

  it('sends none of them for HEAD', async () => {
    expect((await written({ status: 200, headers: {}, body: chunks('a') }, 'HEAD')).body).toBe('')
  })

  it('breaks the connection where the body breaks, so that nobody takes a half answer for a whole one', async () => {
    const read = later()
    async function* failing(): AsyncIterable<Uint8Array> {
      yield* chunks('begun')
      await read.promise
      throw new Error('the upstream died')
    }
    server = await startNodeServer((_, response) =>
      writeReply({ status: 200, headers: {}, body: failing() }, response, false),
    )
    const response = await fetch(server.url)
    expect(response.status).toBe(200)
    read.resolve()
    await expect(response.text()).rejects.toThrow()
  })

  it('waits for a slow reader and leaves no listener behind', async () => {
    const counts: number[] = []
    server = await startNodeServer((_, response) => {
      async function* large(): AsyncIterable<Uint8Array> {
        for (let index = 0; index < 40; index++) {
          yield await Promise.resolve(Buffer.alloc(262_144))
          counts.push(response.listenerCount('close'))
        }
      }
      return writeReply({ status: 200, headers: {}, body: large() }, response, false)
    })
    expect((await (await fetch(server.url)).arrayBuffer()).byteLength).toBe(40 * 262_144)
    expect(Math.max(...counts)).toBe(counts[0])
  })

  it('ends the source when the reader goes away', async () => {
    const ended = later()
    async function* endless(): AsyncIterable<Uint8Array> {
      try {
        for (;;) yield await new Promise((resolve) => setImmediate(() => resolve(Buffer.alloc(65_536))))
      } finally {
        ended.resolve()
      }
    }
    server = await startNodeServer((_, response) =>
      writeReply({ status: 200, headers: {}, body: endless() }, response, false),
    )
    sendAndHangUp(server.port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await ended.promise
  })
})

describe('writing a stream of events', () => {
  it('sends the head before there is an event', async () => {
    let end = (): void => undefined
    const silent = new Promise<void>((resolve) => (end = resolve))
    async function* silence(): AsyncIterable<Uint8Array> {
      await silent
      yield Buffer.from('data: late\n\n')
    }
    const headers = { 'content-type': 'text/event-stream' }
    server = await startNodeServer((_, response) =>
      writeReply({ status: 200, headers, body: silence() }, response, false),
    )
    const answer = await fetch(server.url)
    expect(answer.status).toBe(200)
    end()
    expect(await answer.text()).toBe('data: late\n\n')
  })
})
