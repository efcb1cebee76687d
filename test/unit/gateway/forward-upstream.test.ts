import { afterEach, describe, expect, it } from 'vitest'
import { ask, createGatewayFixture, type GatewayFixture } from '../../support/gateway-fixture.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../../support/loopback-upstream.ts'

let upstream: LoopbackUpstream | undefined
let fixture: GatewayFixture | undefined
afterEach(async () => {
  await fixture?.close()
  await upstream?.close()
})

function forward(
  options: Record<string, unknown>,
  exportName = 'urlForwardHandler',
): Record<string, unknown> {
  return {
    'x-zuplo-route': {
      corsPolicy: 'none',
      handler: { module: '$import(@zuplo/runtime)', export: exportName, options },
    },
  }
}

interface Echo {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

describe('forwarding', () => {
  it('sends method, path, query, headers and body on, and hands the answer back', async () => {
    upstream = await startUpstream(echo)
    fixture = await createGatewayFixture({
      paths: { '/a/{id}': { post: forward({ baseUrl: '${env.API}/' }) } },
      environment: { API: upstream.url },
    })
    const response = await ask(fixture, '/a/1%202?q=x', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'x-a': 'b', authorization: 'Bearer t', connection: 'x' },
    })
    const seen = (await response.json()) as Echo
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/a/1%202?q=x',
      body: '{"a":1}',
      headers: { 'x-a': 'b', authorization: 'Bearer t' },
    })
    expect(seen.headers['host']).toBe(new URL(upstream.url).host)
  })

  it('builds whole URLs and leaves the query out where told', async () => {
    upstream = await startUpstream(echo)
    const options = {
      rewritePattern: '${env.API}/books/${params.id}?lang=${query.lang}',
      forwardSearch: false,
    }
    fixture = await createGatewayFixture({
      paths: { '/b/{id}': { get: forward(options, 'urlRewriteHandler') } },
      environment: { API: upstream.url },
    })
    expect(((await (await ask(fixture, '/b/7?lang=de')).json()) as Echo).url).toBe('/books/7?lang=de')
  })

  it('hands redirects back, or follows them where told', async () => {
    upstream = await startUpstream((request, response) => {
      if (request.url === '/r') response.writeHead(302, { location: '/target' }).end()
      else response.end('arrived')
    })
    const environment = { API: upstream.url }
    fixture = await createGatewayFixture({
      paths: {
        '/r': {
          get: forward({ baseUrl: '${env.API}' }),
          put: forward({ baseUrl: '${env.API}', followRedirects: true }),
          post: forward({ baseUrl: '${env.API}', followRedirects: true }),
        },
      },
      environment,
    })
    const back = await ask(fixture, '/r')
    expect([back.status, back.headers.get('location')]).toEqual([302, '/target'])
    expect(await (await ask(fixture, '/r', { method: 'POST', body: 'x' })).text()).toBe('arrived')
  })

  it('answers 502 for an upstream that is not there, naming nothing of it', async () => {
    const gone = await startUpstream(echo)
    await gone.close()
    fixture = await createGatewayFixture({ paths: { '/a': { get: forward({ baseUrl: gone.url }) } } })
    const response = await ask(fixture, '/a')
    expect(response.status).toBe(502)
    expect(await response.text()).not.toContain(new URL(gone.url).host)
  })
})
