import { afterEach, describe, expect, it } from 'vitest'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import { ask, createGatewayFixture, type GatewayFixture } from '../../../support/gateway-fixture.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../../../support/loopback-upstream.ts'

let upstream: LoopbackUpstream
let fixture: GatewayFixture | undefined
afterEach(async () => {
  await fixture?.close()
  await upstream.close()
})

/** A gateway whose paths below /a are forwarded with these options; `${env.API}` is the upstream. */
async function forward(
  options: Record<string, unknown>,
  environment: Record<string, string> = {},
): Promise<void> {
  const handler = { module: '$import(@zuplo/runtime)', export: 'urlForwardHandler', options }
  fixture = await createGatewayFixture({
    paths: { '/a/{id}': { get: { 'x-zuplo-route': { corsPolicy: 'none', handler } } } },
    environment: { API: upstream.url, ...environment },
  })
}

/** The URL the upstream was asked for. */
async function askedFor(path: string): Promise<string> {
  const response = await ask(fixture as GatewayFixture, path)
  return ((await response.json()) as { url: string }).url
}

describe('urlForward', () => {
  it('appends path and query to the base, whose last slash does not double', async () => {
    upstream = await startUpstream(echo)
    await forward({ baseUrl: '${env.API}/base/' })
    expect(await askedFor('/a/1%2F2?q=%20x&q=y')).toBe('/base/a/1%2F2?q=%20x&q=y')
  })

  it('leaves the query out where told', async () => {
    upstream = await startUpstream(echo)
    await forward({ baseUrl: '${env.API}', forwardSearch: false })
    expect(await askedFor('/a/1?q=x')).toBe('/a/1')
  })

  it('reads the request where the base names it', async () => {
    upstream = await startUpstream(echo)
    await forward({ baseUrl: '${env.API}/${params.id}/${query.q}' })
    expect(await askedFor('/a/7?q=x')).toBe('/7/x/a/7?q=x')
  })

  it('refuses at start a base of variables that is no http URL, and says so once', async () => {
    upstream = await startUpstream(echo)
    const problems = async (baseUrl: string): Promise<unknown> =>
      forward({ baseUrl }, { HOST_ONLY: 'api.example:80' }).catch((error: unknown) =>
        error instanceof ProjectError ? error.diagnostics.map(({ message }) => message) : error,
      )
    expect(await problems('${env.HOST_ONLY}')).toEqual(['"api.example:80" is no http(s) URL.'])
    expect(await problems('/relative')).toEqual(['"/relative" is no http(s) URL.'])
    expect(await problems('${env.MISSING}/v1')).toEqual(['The variable MISSING is not set.'])
  })

  it('fails a request whose own values make the URL another scheme', async () => {
    upstream = await startUpstream(echo)
    await forward({ baseUrl: '${query.to}' })
    expect((await ask(fixture as GatewayFixture, '/a/1?to=file:///etc')).status).toBe(500)
  })
})
