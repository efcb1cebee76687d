import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServedProject } from '../../../../src/runtimes/node/serve-project.ts'
import type { LogRecord } from '../../../../src/telemetry/log.ts'
import {
  closeOf,
  echoSocket,
  messageOf,
  openSocket,
  refusalOf,
  startSocketServer,
  type SocketServer,
} from '../../../support/socket-world.ts'
import { createTempProject, serveTemp, type TempProject } from '../../../support/temp-project.ts'

const records: LogRecord[] = []
let upstream: SocketServer
let project: TempProject
let served: ServedProject

const socketRoute = (rewritePattern: string, more: Record<string, unknown> = {}): object => ({
  get: {
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: { module: '$import(@zuplo/runtime)', export: 'webSocketHandler', options: { rewritePattern } },
      ...more,
    },
  },
})

beforeAll(async () => {
  upstream = await startSocketServer(echoSocket)
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/rooms/{id}': socketRoute('${env.LIVE}/live/${params.id}${search}'),
        '/open': socketRoute('${env.LIVE}', { corsPolicy: 'anything-goes' }),
        '/down': socketRoute('${env.DOWN}'),
        '/guarded': socketRoute('${env.LIVE}/guarded', { policies: { inbound: ['key', 'no-key'] } }),
        '/marked': socketRoute('${env.LIVE}', { policies: { outbound: ['mark'] } }),
        '/changed': socketRoute('${env.LIVE}', { policies: { outbound: ['other-answer'] } }),
      },
    },
    'config/policies.json': {
      policies: [
        {
          name: 'key',
          policyType: 'basic-auth-inbound',
          handler: {
            module: '$import(@zuplo/runtime)',
            export: 'BasicAuthInboundPolicy',
            options: { accounts: [{ username: 'ada', password: '$env(PASSWORD)' }] },
          },
        },
        {
          name: 'no-key',
          policyType: 'remove-headers-inbound',
          handler: {
            module: '$import(@zuplo/runtime)',
            export: 'RemoveHeadersInboundPolicy',
            options: { headers: ['authorization'] },
          },
        },
        {
          name: 'mark',
          policyType: 'set-headers-outbound',
          handler: {
            module: '$import(@zuplo/runtime)',
            export: 'SetHeadersOutboundPolicy',
            options: { headers: [{ name: 'x-mark', value: 'seen' }] },
          },
        },
        {
          name: 'other-answer',
          policyType: 'custom-code-outbound',
          handler: { module: '$import(./modules/m)', export: 'replace' },
        },
      ],
    },
    'modules/m.ts': `export const replace = () => new Response('no', { status: 409 })`,
  })
  const environment = { LIVE: upstream.url, DOWN: `http://127.0.0.1:${await freePort()}`, PASSWORD: 'engine' }
  served = await serveTemp(project.folder, { environment, records })
}, 60_000)

afterAll(async () => {
  await served.close(0)
  await upstream.close()
  await project.remove()
})

const at = (path: string): string => served.origin + path
const lastAsked = () => upstream.accepted.at(-1)?.request

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('a WebSocket', () => {
  it('passes texts and bytes both ways, at the URL of the pattern', async () => {
    const socket = await openSocket(at('/rooms/7?since=4'))
    socket.send('grüße')
    expect(await messageOf(socket)).toBe('grüße')
    const bytes = Buffer.from([0, 255, 7])
    socket.send(bytes)
    expect(await messageOf(socket)).toEqual(bytes)
    expect(lastAsked()?.url).toBe('/live/7?since=4')
    socket.close()
  })

  it('has the subprotocol that the upstream chose', async () => {
    const socket = await openSocket(at('/rooms/7'), ['chat.v1', 'chat.v2'])
    expect(lastAsked()?.headers['sec-websocket-protocol']).toBe('chat.v1,chat.v2')
    expect(socket.protocol).toBe('chat.v2')
    socket.close()
  })

  it('is asked for with the headers of the caller, but a handshake of its own', async () => {
    const socket = await openSocket(at('/rooms/7'), [], { headers: { 'x-tenant': 'north' } })
    const sent = lastAsked()?.headers
    expect(sent?.['x-tenant']).toBe('north')
    expect(sent?.host).toBe(new URL(upstream.url).host)
    expect(sent?.['sec-websocket-extensions']).toBeUndefined()
    socket.close()
  })

  it('is one line of the log', async () => {
    records.length = 0
    const socket = await openSocket(at('/rooms/logged'))
    socket.send('a')
    await messageOf(socket)
    socket.close()
    await closeOf(socket)
    const lines = records.filter(({ fields }) => fields?.['path'] === '/rooms/logged')
    expect(lines.map(({ fields }) => fields?.['status'])).toEqual([101])
  })

  it('brings the headers that outbound policies set', async () => {
    const opened = openSocket(at('/marked'))
    expect((await opened).readyState).toBe(1)
    const { WebSocket } = await import('ws')
    const socket = new WebSocket(at('/marked'))
    const mark = await new Promise((resolve) =>
      socket.once('upgrade', ({ headers }) => resolve(headers['x-mark'])),
    )
    expect(mark).toBe('seen')
    socket.once('open', () => socket.close())
    await closeOf(socket)
    ;(await opened).close()
  })

  it('takes the close code and reason of either side to the other', async () => {
    const first = await openSocket(at('/rooms/7'))
    const other = upstream.accepted.at(-1)?.socket
    if (other === undefined) throw new Error('The upstream was not asked.')
    first.close(4001, 'enough')
    expect(await closeOf(other)).toEqual([4001, 'enough'])

    const second = await openSocket(at('/rooms/7'))
    upstream.accepted.at(-1)?.socket.close(4002, 'closing time')
    expect(await closeOf(second)).toEqual([4002, 'closing time'])

    const third = await openSocket(at('/rooms/7'))
    upstream.accepted.at(-1)?.socket.terminate()
    expect((await closeOf(third))[0]).toBe(1011)
  })
})

describe('what is no WebSocket', () => {
  it('is told to become one', async () => {
    for (const answer of [
      await fetch(at('/rooms/7')),
      await served.current().gateway.fetch(new Request(at('/rooms/7'))),
    ]) {
      expect(answer.status).toBe(426)
      expect(answer.headers.get('upgrade')).toBe('websocket')
      expect(await answer.json()).toMatchObject({ code: 'SALLYPORT_REQUEST_UPGRADE_REQUIRED' })
    }
  })
})

describe('a refusal', () => {
  it('of a policy is an HTTP answer with its challenge, and the upstream is not asked', async () => {
    const asked = upstream.accepted.length
    const { status, headers, text } = await refusalOf(at('/guarded'))
    expect(status).toBe(401)
    expect(headers['www-authenticate']).toMatch(/^Basic/)
    expect(JSON.parse(text)).toMatchObject({ status: 401 })
    expect(upstream.accepted).toHaveLength(asked)
  })

  it('comes where the upstream is down, before the caller is accepted', async () => {
    records.length = 0
    const { status, text } = await refusalOf(at('/down'))
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([
      502,
      'SALLYPORT_UPSTREAM_UNREACHABLE',
    ])
    const lines = records.filter(({ fields }) => fields?.['path'] === '/down')
    expect(lines.map(({ fields }) => fields?.['status'])).toEqual([502])
  })

  it('of an outbound policy lets the upstream go', async () => {
    const accepted = upstream.next()
    expect(await refusalOf(at('/changed'))).toMatchObject({ status: 409, text: 'no' })
    const socket = await accepted
    if (socket.readyState !== socket.CLOSED) await closeOf(socket)
    expect(socket.readyState).toBe(socket.CLOSED)
  })

  it('meets pages of other origins, unless the CORS policy allows them', async () => {
    const headers = { origin: 'https://evil.example' }
    expect((await refusalOf(at('/rooms/7'), { headers })).status).toBe(403)
    const own = await openSocket(at('/rooms/7'), [], { headers: { origin: served.origin } })
    own.close()
    const allowed = await openSocket(at('/open'), [], { headers })
    allowed.close()
  })

  it('meets a host that the gateway is not', async () => {
    const { status } = await refusalOf(at('/rooms/7'), { headers: { host: 'rebound.example' } })
    expect(status).toBe(403)
  })
})

it('keeps the credentials that a policy reads from the upstream', async () => {
  const socket = await openSocket(at('/guarded'), [], { auth: 'ada:engine' })
  const sent = lastAsked()?.headers
  expect(lastAsked()?.url).toBe('/guarded')
  expect(sent?.authorization).toBeUndefined()
  socket.close()
})
