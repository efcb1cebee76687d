import { discoverOAuthProtectedResourceMetadata } from '@modelcontextprotocol/client'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import type { LinkedRoute, SystemRoute } from '../../../../src/gateway/plugin.ts'
import type { ProtectedResource } from '../../../../src/gateway/policy.ts'
import { OAuthProtectedResourcePlugin } from '../../../../src/plugins/oauth-protected-resource/oauth-protected-resource.ts'
import type { OAuthProtectedResourcePluginOptions } from '../../../../src/plugins/oauth-protected-resource/options.ts'
import { compilePathPattern, matchPath } from '../../../../src/routing/path-pattern.ts'
import { createWorld, exchangeWith, type World, type WorldInput } from '../../../support/policy-setup.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

const worlds: World[] = []
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())))

function linkedRoute(path: string, resource: Partial<ProtectedResource> | undefined): LinkedRoute {
  const pattern = compilePathPattern(path)
  const whole: ProtectedResource = {
    issuers: [],
    audience: undefined,
    scopes: ['mcp:access'],
    metadataEnabled: true,
    problem: () => undefined,
  }
  return {
    path,
    method: 'POST',
    protectedResources: resource === undefined ? [] : [{ ...whole, ...resource }],
    matches: (asked) => matchPath(pattern, asked) !== undefined,
  }
}

const routes = [
  linkedRoute('/open', undefined),
  linkedRoute('/quiet', { metadataEnabled: false }),
  linkedRoute('/tenants/{tenant}/mcp', {}),
  linkedRoute('/mcp', {}),
  linkedRoute('/other', { scopes: ['other', 'offline_access'] }),
]
const options: OAuthProtectedResourcePluginOptions = {
  authorizationServers: ['http://127.0.0.1:9000/oauth2/dev', 'https://org.okta.com/oauth2/aus1'],
  resourceName: 'Books',
}

type Serve = (path: string, method?: string, origin?: string) => Promise<Reply>

function install(
  changes: Partial<OAuthProtectedResourcePluginOptions> = {},
  input: WorldInput = {},
  linked = routes,
): Serve {
  const world = createWorld(input)
  worlds.push(world)
  const added: SystemRoute[] = []
  new OAuthProtectedResourcePlugin({ ...options, ...changes }).install({
    services: world.services,
    environment: {},
    routes: () => linked,
    addSystemRoute: (route) => added.push(route),
    addReadinessCheck: () => undefined,
    provideTokenSigner: () => undefined,
  })
  return async (path, method = 'GET', origin = 'http://127.0.0.1:9000') => {
    const route = added.find((one) => one.method === method && one.matches(path))
    if (route === undefined) throw new Error(`nothing serves ${method} ${path}`)
    return route.serve(exchangeWith({ method, path, origin }))
  }
}

const wellKnown = '/.well-known/oauth-protected-resource'
const documentOf = async (reply: Reply): Promise<Record<string, unknown>> =>
  JSON.parse(await readReplyText(reply)) as Record<string, unknown>

describe('the published metadata', () => {
  it('[R2] [R4] [R13] stands at the path-inserted URL of each protected route', async () => {
    const serve = install()
    expect(await documentOf(await serve(`${wellKnown}/mcp`))).toEqual({
      resource: 'http://127.0.0.1:9000/mcp',
      resource_name: 'Books',
      authorization_servers: options.authorizationServers,
      bearer_methods_supported: ['header'],
      scopes_supported: ['mcp:access'],
    })
    expect(await documentOf(await serve(`${wellKnown}/other`))).toMatchObject({
      resource: 'http://127.0.0.1:9000/other',
      scopes_supported: ['other'],
    })
  })

  it('[R3] is at the root about the first protected route in file order', async () => {
    const serve = install()
    for (const path of [wellKnown, `${wellKnown}/`]) {
      expect(await documentOf(await serve(path))).toMatchObject({ resource: 'http://127.0.0.1:9000/mcp' })
    }
  })

  it('[R4] names the resource by the origin that was asked, and a route with parameters by the path that was asked', async () => {
    const serve = install()
    expect(await documentOf(await serve(`${wellKnown}/mcp`, 'GET', 'http://localhost:9000'))).toMatchObject({
      resource: 'http://localhost:9000/mcp',
    })
    expect(await documentOf(await serve(`${wellKnown}/tenants/a/mcp`))).toMatchObject({
      resource: 'http://127.0.0.1:9000/tenants/a/mcp',
    })
  })

  it('claims no other path of the well-known space', async () => {
    const serve = install()
    for (const path of ['/open', '/quiet', '/mcp/', '/mcp/x', '/none', 's/mcp']) {
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        await expect(serve(wellKnown + path, method)).rejects.toThrow('nothing serves')
    }
    await expect(install({}, {}, [])(wellKnown)).rejects.toThrow('nothing serves')
  })

  it('names of several issuers those whose tokens the route accepts, spelled as the project spells them', async () => {
    const auth0 = 'https://tenant.eu.auth0.com'
    const okta = 'https://org.okta.com/oauth2/aus1'
    const serve = install({ authorizationServers: [okta, auth0] }, {}, [
      linkedRoute('/staff/mcp', { issuers: [okta] }),
      linkedRoute('/guests/mcp', { issuers: [`${auth0}/`] }),
      linkedRoute('/broker/mcp', { issuers: ['https://other.example'] }),
    ])
    const issuersAt = async (path: string): Promise<unknown> =>
      (await documentOf(await serve(wellKnown + path)))['authorization_servers']
    expect(await issuersAt('/staff/mcp')).toEqual([okta])
    expect(await issuersAt('/guests/mcp')).toEqual([auth0])
    expect(await issuersAt('/broker/mcp')).toEqual([okta, auth0])
  })

  it('says how bound tokens are presented (RFC 9728 section 2)', async () => {
    const dpop = { algorithms: ['ES256'], required: true }
    const serve = install({}, {}, [linkedRoute('/mcp', { dpop, certificateBound: true })])
    expect(await documentOf(await serve(`${wellKnown}/mcp`))).toMatchObject({
      dpop_signing_alg_values_supported: ['ES256'],
      dpop_bound_access_tokens_required: true,
      tls_client_certificate_bound_access_tokens: true,
    })
  })

  it('prefers the scopes that the project names', async () => {
    expect(await documentOf(await install({ scopesSupported: ['a'] })(`${wellKnown}/mcp`))).toMatchObject({
      scopes_supported: ['a'],
    })
  })

  it('gives an embedded issuer in the spelling of the host that was asked, and every other byte for byte', async () => {
    const spellings = ['http://127.0.0.1:9000/oauth2/dev', 'http://localhost:9000/oauth2/dev']
    const localIssuers = {
      keysOf: () => undefined,
      spellingsOf: (issuer: string) => (spellings.includes(issuer) ? spellings : [issuer]),
    }
    const serve = install({}, { localIssuers })
    expect(await documentOf(await serve(`${wellKnown}/mcp`, 'GET', 'http://localhost:9000'))).toMatchObject({
      authorization_servers: ['http://localhost:9000/oauth2/dev', 'https://org.okta.com/oauth2/aus1'],
    })
    expect(await documentOf(await serve(`${wellKnown}/mcp`, 'GET', 'http://[::1]:9000'))).toMatchObject({
      authorization_servers: options.authorizationServers,
    })
  })

  it('[R16] is open to any web origin, preflight and HEAD included', async () => {
    const serve = install()
    const replies = await Promise.all([
      serve(wellKnown),
      serve(wellKnown, 'HEAD'),
      serve(wellKnown, 'OPTIONS'),
    ])
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    for (const { headers } of replies) expect(headers['access-control-allow-origin']).toBe('*')
    expect(replies[2]?.headers).toMatchObject({
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*, authorization',
    })
  })

  it('[R3] is found by the discovery of the official client', async () => {
    const serve = install()
    const server = createServer((request, response) => {
      void serve(request.url ?? '').then(async (reply) =>
        response.writeHead(reply.status, reply.headers as never).end(await readReplyText(reply)),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const metadata = await discoverOAuthProtectedResourceMetadata(`http://127.0.0.1:${port}/other`)
    expect(metadata.resource).toBe('http://127.0.0.1:9000/other')
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('new OAuthProtectedResourcePlugin', () => {
  it('says what is wrong with its options in one sentence', () => {
    const make = (changes: Record<string, unknown>) => () =>
      new OAuthProtectedResourcePlugin({ ...options, ...changes })
    expect(make({ authorizationServers: [] })).toThrow(
      'OAuthProtectedResourcePlugin: "authorizationServers": needs the issuer',
    )
    expect(make({ authorizationServers: ['org.okta.com'] })).toThrow(
      '"authorizationServers.0": must be the http(s) URL of an issuer',
    )
    expect(make({ resource_name: 'x' })).toThrow('Did you mean "resourceName"?')
    expect(make({ resourceName: undefined })).toThrow('"resourceName"')
    expect(make({ colour: 'blue' })).not.toThrow()
    expect(() => new OAuthProtectedResourcePlugin(undefined as never)).toThrow('OAuthProtectedResourcePlugin')
  })
})
