import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { UpstreamReply, UpstreamRequest } from '../../../../src/gateway/services.ts'
import { createUpstreamClient } from '../../../../src/runtimes/node/upstream-client.ts'
import { echo, startUpstream } from '../../../support/loopback-upstream.ts'
import { later, startNodeServer, type NodeServer } from '../../../support/node-server.ts'

const client = createUpstreamClient()
let server: NodeServer | { url: string; close(): Promise<void> }
afterEach(() => server.close())

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<void> {
  server = await startNodeServer(answer)
}

function send(path: string, more: Partial<UpstreamRequest> = {}): Promise<UpstreamReply> {
  return client.send({
    method: 'GET',
    url: server.url + path,
    headers: {},
    body: undefined,
    timeoutMs: 5000,
    ...more,
  })
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )

describe('sending', () => {
  it.each([
    ['text', 'héllo'],
    ['bytes', new TextEncoder().encode('héllo')],
    [
      'chunks',
      (async function* () {
        yield await Promise.resolve(new TextEncoder().encode('hé'))
        yield new TextEncoder().encode('llo')
      })(),
    ],
  ])('sends a body of %s', async (_, body) => {
    server = await startUpstream(echo)
    const reply = await send('/a?b=1', { method: 'PUT', headers: { 'x-a': '1' }, body })
    expect(JSON.parse(await reply.text(1000))).toMatchObject({
      method: 'PUT',
      url: '/a?b=1',
      headers: { 'x-a': '1' },
      body: 'héllo',
    })
  })

  it('answers status and headers, several cookies as several lines', async () => {
    await serve((_, response) => response.writeHead(418, { 'set-cookie': ['a=1', 'b=2'], 'x-b': 'c' }).end())
    const reply = await send('/')
    expect(reply.status).toBe(418)
    expect(reply.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'x-b': 'c' })
    expect(await reply.text(10)).toBe('')
  })

  it('passes over informational answers', async () => {
    await serve((_, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' })
      response.end('final')
    })
    const reply = await send('/')
    expect([reply.status, await reply.text(10)]).toEqual([200, 'final'])
  })

  it('keeps connections for the next request', async () => {
    const ports = new Set<number | undefined>()
    await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('x')
    })
    for (let index = 0; index < 10; index++) await (await send('/')).text(10)
    expect(ports.size).toBeLessThan(5)
  })
})

describe('an upstream in trouble', () => {
  it('that does not begin its answer in time is a timeout', async () => {
    await serve(() => undefined)
    expect(await codeOf(send('/', { timeoutMs: 50 }))).toBe('SALLYPORT_UPSTREAM_TIMEOUT')
  })

  it('that stops in the middle of its answer is a timeout', async () => {
    await serve((_, response) => response.write('begun'))
    const reply = await send('/', { timeoutMs: 50 })
    expect(await codeOf(reply.text(100))).toBe('SALLYPORT_UPSTREAM_TIMEOUT')
  })

  it('that refuses the connection is unreachable', async () => {
    await serve(() => undefined)
    await server.close()
    expect(await codeOf(send('/'))).toBe('SALLYPORT_UPSTREAM_UNREACHABLE')
  })

  it('that hangs up in the middle of its answer fails the reading of it', async () => {
    await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.destroy())
    })
    expect(await codeOf(send('/').then((reply) => reply.text(100)))).toBe('SALLYPORT_UPSTREAM_UNREACHABLE')
  })
})

describe('a caller that goes away', () => {
  it('before the request was sent ends it', async () => {
    await serve((_, response) => response.end())
    expect(await codeOf(send('/', { signal: AbortSignal.abort() }))).toBe('SALLYPORT_UPSTREAM_UNREACHABLE')
  })

  it('while the upstream thinks hangs up on it', async () => {
    const arrived = later()
    const hungUp = later()
    await serve((_, response) => {
      response.on('close', () => hungUp.resolve())
      arrived.resolve()
    })
    const controller = new AbortController()
    const code = codeOf(send('/', { signal: controller.signal }))
    await arrived.promise
    controller.abort()
    expect(await code).toBe('SALLYPORT_UPSTREAM_UNREACHABLE')
    await hungUp.promise
  })

  it('while the answer arrives ends the body', async () => {
    await serve((_, response) => response.write('begun'))
    const controller = new AbortController()
    const reply = await send('/', { signal: controller.signal })
    const code = codeOf(reply.text(100))
    controller.abort()
    expect(await code).toBe('SALLYPORT_UPSTREAM_UNREACHABLE')
  })

  it('has no part in a request that has ended', async () => {
    await serve((_, response) => response.end('whole'))
    const controller = new AbortController()
    const reply = await send('/', { signal: controller.signal })
    const text = await reply.text(100)
    controller.abort()
    expect(text).toBe('whole')
  })
})

describe('a large answer', () => {
  const chunk = Buffer.alloc(65_536, 'x')
  const total = 64 * 1024 * 1024

  /** Writes as fast as the socket takes it; `sent` is how far it got. */
  async function serveLarge(sent: { bytes: number }): Promise<void> {
    await serve((_, response) => {
      const pump = (): void => {
        while (sent.bytes < total) {
          sent.bytes += chunk.length
          if (!response.write(chunk)) {
            response.once('drain', pump)
            return
          }
        }
        response.end()
      }
      pump()
    })
  }

  it('waits in the upstream while nobody reads it, and then arrives whole', async () => {
    const sent = { bytes: 0 }
    await serveLarge(sent)
    const reply = await send('/')
    let before = -1
    while (before !== sent.bytes) {
      before = sent.bytes
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(sent.bytes).toBeLessThan(total)
    let read = 0
    for await (const part of reply.body) read += part.byteLength
    expect(read).toBe(total)
  })

  it('is refused as text beyond the limit, and the connection is given up', async () => {
    const sent = { bytes: 0 }
    await serveLarge(sent)
    expect(await codeOf((await send('/')).text(100_000))).toBe('SALLYPORT_UPSTREAM_UNREACHABLE')
    expect(sent.bytes).toBeLessThan(total)
  })

  it('can be dropped unread', async () => {
    const hungUp = later()
    await serve((_, response) => {
      response.on('close', () => hungUp.resolve())
      response.write(chunk)
    })
    ;(await send('/')).cancel()
    await hungUp.promise
  })

  it('is given up when its reader stops in the middle', async () => {
    const hungUp = later()
    await serve((_, response) => {
      response.on('close', () => hungUp.resolve())
      response.write(chunk)
    })
    for await (const part of (await send('/')).body) if (part.byteLength > 0) break
    await hungUp.promise
  })
})

describe('redirects', () => {
  const hops = (request: IncomingMessage, response: ServerResponse): void => {
    const left = Number(request.url?.slice(1))
    if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end()
    else response.end('arrived')
  }

  it('are handed back by default', async () => {
    await serve(hops)
    const reply = await send('/1')
    expect([reply.status, reply.headers['location']]).toEqual([302, '/0'])
  })

  it('are followed as often as allowed, not once more', async () => {
    await serve(hops)
    expect(await (await send('/2', { maxRedirects: 2 })).text(100)).toBe('arrived')
    expect((await send('/3', { maxRedirects: 2 })).status).toBe(302)
  })

  it('to another origin do not carry the credentials along', async () => {
    const other = await startUpstream(echo)
    await serve((_, response) => response.writeHead(302, { location: `${other.url}/there` }).end())
    const reply = await send('/', { headers: { authorization: 'Bearer t', 'x-a': '1' }, maxRedirects: 1 })
    const seen = JSON.parse(await reply.text(1000)) as { headers: Record<string, string> }
    await other.close()
    expect(seen.headers['x-a']).toBe('1')
    expect(seen.headers['authorization']).toBeUndefined()
  })
})
