import { afterEach, describe, expect, it } from 'vitest'
import { ask, createGatewayFixture, type GatewayFixture } from '../../../support/gateway-fixture.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../../../support/loopback-upstream.ts'

let upstream: LoopbackUpstream
let fixture: GatewayFixture
afterEach(async () => {
  await fixture.close()
  await upstream.close()
})

/** The URL the upstream is asked for when a path below /a is called. */
async function rewritten(options: Record<string, unknown>, path: string): Promise<string> {
  upstream = await startUpstream(echo)
  const handler = { module: '$import(@zuplo/runtime)', export: 'urlRewriteHandler', options }
  fixture = await createGatewayFixture({
    paths: { '/a/{id}': { get: { 'x-zuplo-route': { corsPolicy: 'none', handler } } } },
    environment: { API: upstream.url },
  })
  return ((await (await ask(fixture, path)).json()) as { url: string }).url
}

describe('urlRewrite', () => {
  it('builds the whole URL of parameters, query and headers', async () => {
    const rewritePattern = '${env.API}/books/${params.id}/${query.lang}/${headers.get("x-a")}/${method}'
    expect(await rewritten({ rewritePattern, forwardSearch: false }, '/a/7?lang=de')).toBe('/books/7/de//GET')
  })

  it('appends the query of the request, after that of the pattern', async () => {
    expect(await rewritten({ rewritePattern: '${env.API}/b' }, '/a/7?q=1')).toBe('/b?q=1')
    await fixture.close()
    await upstream.close()
    expect(await rewritten({ rewritePattern: '${env.API}/b?x=y' }, '/a/7?q=1')).toBe('/b?x=y&q=1')
  })

  it('appends nothing where there is no query', async () => {
    expect(await rewritten({ rewritePattern: '${env.API}/b?x=y' }, '/a/7')).toBe('/b?x=y')
  })

  it('encodes where the pattern says so', async () => {
    expect(
      await rewritten(
        { rewritePattern: '${env.API}/s/${encodeURIComponent(query.q)}', forwardSearch: false },
        '/a/7?q=a%2Fb',
      ),
    ).toBe('/s/a%2Fb')
  })
})
