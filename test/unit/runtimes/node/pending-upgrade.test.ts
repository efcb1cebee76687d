import { once } from 'node:events'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { GatewayError } from '../../../../src/foundation/errors.ts'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import { failureReply } from '../../../../src/gateway/failure-response.ts'
import { NodeExchange } from '../../../../src/runtimes/node/exchange.ts'
import { listenForUpgrades } from '../../../../src/runtimes/node/listen-for-upgrades.ts'
import { PendingUpgrade } from '../../../../src/runtimes/node/pending-upgrade.ts'
import { OpenSockets } from '../../../../src/runtimes/node/open-sockets.ts'
import { writeReply } from '../../../../src/runtimes/node/write-reply.ts'
import {
  closeOf,
  messageOf,
  openSocket,
  refusalOf,
  startSocketServer,
  type SocketServer,
} from '../../../support/socket-world.ts'

let front: Server
let upstream: SocketServer
let reply: Reply
let upstreamUrl: string
let timeoutMs: number
let sockets: OpenSockets

beforeEach(async () => {
  upstream = await startSocketServer((socket) => socket.send('welcome'))
  upstreamUrl = upstream.url
  timeoutMs = 10_000
  sockets = new OpenSockets({ mostOpen: 1, mostBuffered: 65_536, pingMs: 60_000 })
  reply = { status: 101, headers: { 'x-mark': ['a', 'b'], connection: 'close' }, body: undefined }
  front = createHttpServer()
  listenForUpgrades(front, (request, response, upgraded) => {
    const upgrade = new PendingUpgrade(sockets, request, response, upgraded, 1000)
    const exchange = new NodeExchange(request, response, 'http://127.0.0.1', '127.0.0.1', 1000)
    const connect = async (): Promise<Reply> => {
      await upgrade.offerTo(exchange).connect({ url: upstreamUrl, headers: { 'x-sent': 'yes' }, timeoutMs })
      return reply
    }
    connect()
      .catch((error: unknown) => {
        if (error instanceof GatewayError) return failureReply(error.code, exchange)
        throw error
      })
      .then((answer) => (upgrade.accepts(answer) ? undefined : writeReply(answer, response, false)))
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  sockets.close()
  await upstream.close()
  await new Promise((resolve) => front.close(resolve))
})

const frontUrl = (): string => `http://127.0.0.1:${(front.address() as AddressInfo).port}`
const codeOf = (text: string): unknown => (JSON.parse(text) as { code: unknown }).code

describe('PendingUpgrade', () => {
  it('passes on what the upstream said before the caller was accepted', async () => {
    const socket = new WebSocket(frontUrl())
    expect(await messageOf(socket)).toBe('welcome')
    expect(upstream.accepted[0]?.request.headers['x-sent']).toBe('yes')
    socket.close()
    await closeOf(socket)
  })

  it('writes the headers of the answer, less those of the handshake', async () => {
    const socket = new WebSocket(frontUrl())
    const opened = once(socket, 'open')
    socket.once('upgrade', ({ headers }) => {
      expect(headers).toMatchObject({ 'x-mark': 'a, b', connection: 'Upgrade' })
    })
    await opened
    expect.assertions(1)
    socket.close()
    await closeOf(socket)
  })

  it('lets the upstream go where the answer is another', async () => {
    reply = { status: 409, headers: {}, body: 'no' }
    const accepted = upstream.next()
    expect(await refusalOf(frontUrl())).toMatchObject({ status: 409, text: 'no' })
    const socket = await accepted
    if (socket.readyState !== socket.CLOSED) await closeOf(socket)
    expect(socket.readyState).toBe(socket.CLOSED)
  })

  it('refuses one more than may be open', async () => {
    const socket = await openSocket(frontUrl())
    const { status, text } = await refusalOf(frontUrl())
    expect([status, codeOf(text)]).toEqual([503, 'SALLYPORT_LIMIT_OPEN_SOCKETS'])
    socket.close()
    await closeOf(socket)
  })

  it('closes both sides with 1009 where the caller says too much', async () => {
    const accepted = upstream.next()
    const socket = await openSocket(frontUrl())
    socket.send('x'.repeat(1001))
    const [near, far] = await Promise.all([closeOf(socket), closeOf(await accepted)])
    expect([near[0], far[0]]).toEqual([1009, 1009])
  })

  it('tells an upstream that answers nothing from one that is not there', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined).resume())
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    upstreamUrl = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`
    timeoutMs = 50
    const late = await refusalOf(frontUrl())
    expect([late.status, codeOf(late.text)]).toEqual([504, 'SALLYPORT_UPSTREAM_TIMEOUT'])
    await new Promise((resolve) => mute.close(resolve))
    const down = await refusalOf(frontUrl())
    expect([down.status, codeOf(down.text)]).toEqual([502, 'SALLYPORT_UPSTREAM_UNREACHABLE'])
  })

  it('takes an HTTP answer of the upstream for no upstream', async () => {
    const plain = createHttpServer((_, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    upstreamUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`
    const { status } = await refusalOf(frontUrl())
    expect(status).toBe(502)
    plain.closeAllConnections()
    await new Promise((resolve) => plain.close(resolve))
  })

  it('finds a list of subprotocols that is none the mistake of the caller', async () => {
    const headers = { 'sec-websocket-protocol': 'a, a' }
    const { status } = await refusalOf(frontUrl(), { headers })
    expect(status).toBe(400)
  })

  it('lets the upstream go when the caller leaves meanwhile', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined).resume())
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    upstreamUrl = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`
    const connected = once(mute, 'connection')
    const socket = new WebSocket(frontUrl())
    socket.on('error', () => undefined)
    const [asked] = (await connected) as [Socket]
    socket.terminate()
    await once(asked, 'close')
    await new Promise((resolve) => mute.close(resolve))
    expect(sockets.hasRoom).toBe(true)
  })
})
