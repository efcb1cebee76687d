import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPublicOrigin } from '../../../../src/foundation/http/public-origin.ts'
import type { GatewayRequest } from '../../../../src/gateway/facade/gateway-request.ts'
import { serveRequest, type NodeSideServer } from '../../../../src/runtimes/node/serve-request.ts'
import { compileTrustedProxies } from '../../../../src/runtimes/node/trusted-proxies.ts'
import { createLog, type LogRecord } from '../../../../src/telemetry/log.ts'
import { createGatewayFixture, functionRoute, type GatewayFixture } from '../../../support/gateway-fixture.ts'
import { echo, startUpstream } from '../../../support/loopback-upstream.ts'
import { sendRaw, startNodeServer, type NodeServer } from '../../../support/node-server.ts'

let server: NodeServer
let fixture: GatewayFixture
let records: LogRecord[]
beforeEach(() => {
  records = []
})
afterEach(async () => {
  await server.close()
  await fixture.close()
})

/** Serves a gateway with a few routes on a free port, with a body limit of ten bytes. */
async function serve(
  more: { proxies?: readonly string[]; sideServer?: NodeSideServer; upstream?: string } = {},
): Promise<void> {
  const tell = async (request: GatewayRequest): Promise<unknown> => ({
    url: request.url,
    body: await request.text(),
  })
  fixture = await createGatewayFixture({
    paths: {
      '/tell': { get: functionRoute('tell'), post: functionRoute('tell'), head: functionRoute('tell') },
      '/forward': {
        post: {
          'x-zuplo-route': {
            corsPolicy: 'none',
            handler: {
              module: '$import(@zuplo/runtime)',
              export: 'urlForwardHandler',
              options: { baseUrl: more.upstream ?? 'http://127.0.0.1:1' },
            },
          },
        },
      },
    },
    modules: { './modules/m': { tell } },
  })
  server = await startNodeServer((request, response) => serveRequest(generation, request, response))
  const publicOrigin = createPublicOrigin({
    configured: undefined,
    boundAddress: '127.0.0.1',
    port: server.port,
  })
  if (publicOrigin === undefined) throw new Error('loopback always has an origin')
  const generation = {
    gateway: fixture.gateway,
    publicOrigin,
    proxies: compileTrustedProxies(more.proxies ?? []),
    sideServer: more.sideServer,
    bodyLimit: 10,
    urlLimit: 1000,
    log: createLog({ level: 'info', write: (record) => records.push(record) }),
  }
}

const withHost = (host: string, more = ''): string =>
  `GET /tell?q=1 HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n${more}\r\n`
const bodyOf = (answer: string): unknown => JSON.parse(answer.split('\r\n\r\n')[1] ?? '')

describe('serveRequest', () => {
  it('refuses a longer URL than it may have, whoever would serve it, and repeats little of it', async () => {
    const sideServer: NodeSideServer = {
      serves: () => true,
      handle: (_request, response) => Promise.resolve(void response.end('side')),
    }
    await serve({ sideServer })
    const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`)
    expect((await get(`/tell?${'q'.repeat(994)}`)).status).toBe(200)
    const refused = await get(`/tell/${'p'.repeat(2000)}?secret=canary`)
    expect(refused.status).toBe(414)
    const text = await refused.text()
    expect(text.length).toBeLessThan(800)
    expect(text).toContain('SALLYPORT_REQUEST_URL_TOO_LONG')
    expect(records[0]?.fields).toMatchObject({
      status: 414,
      refusal: 'url: expected at most 1000 bytes, found 2020',
    })
    expect(JSON.stringify(records)).not.toContain('canary')
  })

  it('serves routes under the spelling of loopback that was asked for', async () => {
    await serve()
    for (const host of [`127.0.0.1:${server.port}`, `localhost:${server.port}`, `[::1]:${server.port}`]) {
      expect(bodyOf(await sendRaw(server.port, withHost(host)))).toEqual({
        url: `http://${host}/tell?q=1`,
        body: '',
      })
    }
  })

  it('refuses a foreign Host on loopback, which is how a page rebinds DNS', async () => {
    await serve()
    const answer = await sendRaw(server.port, withHost('evil.example'))
    expect(answer).toContain('HTTP/1.1 403')
    expect(bodyOf(answer)).toMatchObject({
      status: 403,
      code: 'SALLYPORT_REQUEST_HOST_REFUSED',
      instance: '/tell',
    })
  })

  it('writes a line about a foreign Host too: what was expected and what was found', async () => {
    await serve()
    await sendRaw(server.port, withHost('evil.example'))
    expect(records).toMatchObject([
      { message: 'request', fields: { method: 'GET', path: '/tell', status: 403 } },
    ])
    expect(records[0]?.fields['refusal']).toBe(
      `host: expected that of http://127.0.0.1:${server.port} or http://localhost:${server.port} or http://[::1]:${server.port}, found evil.example`,
    )
    expect(JSON.stringify(records)).not.toContain('q=1')
  })

  it('takes the origin from a trusted proxy, and from nobody else', async () => {
    const forwarded = 'x-forwarded-host: gw.example\r\nx-forwarded-proto: https\r\n'
    await serve({ proxies: ['127.0.0.1'] })
    expect(bodyOf(await sendRaw(server.port, withHost('10.0.0.1', forwarded)))).toMatchObject({
      url: 'https://gw.example/tell?q=1',
    })
    await server.close()
    await fixture.close()
    await serve()
    expect(await sendRaw(server.port, withHost('10.0.0.1', forwarded))).toContain('HTTP/1.1 403')
  })

  it('gives the paths of the side server to it, with the origin, and no foreign Host', async () => {
    const asked: string[] = []
    await serve({
      sideServer: {
        serves: (path) => path === '/tell',
        handle: async (_, response, origin) => {
          asked.push(origin)
          response.end('"side"')
        },
      },
    })
    expect(bodyOf(await sendRaw(server.port, withHost(`localhost:${server.port}`)))).toBe('side')
    expect(await sendRaw(server.port, withHost('evil.example'))).toContain('HTTP/1.1 403')
    expect(asked).toEqual([`http://localhost:${server.port}`])
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
  })

  it('answers HEAD without a body', async () => {
    await serve()
    const response = await fetch(`${server.url}/tell`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0)
  })

  it('refuses too large a body, read or forwarded, and goes on serving', async () => {
    const upstream = await startUpstream(echo)
    await serve({ upstream: upstream.url })
    const chunks = `5\r\n12345\r\n6\r\n678901\r\n0\r\n\r\n`
    for (const path of ['/tell', '/forward']) {
      const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\ntransfer-encoding: chunked\r\n\r\n`
      expect(await sendRaw(server.port, head + chunks), path).toContain('HTTP/1.1 413')
    }
    const fine = await fetch(`${server.url}/forward`, { method: 'POST', body: 'ten bytes!' })
    expect(await fine.json()).toMatchObject({ method: 'POST', body: 'ten bytes!' })
    await upstream.close()
  })
})
