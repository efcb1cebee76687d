import {
  discoverOAuthProtectedResourceMetadata,
  extractWWWAuthenticateParams,
} from '@modelcontextprotocol/client'
import * as sdkV1 from '@modelcontextprotocol/sdk/client/auth.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStoredKey } from '../../support/create-stored-key.ts'
import {
  openFormatProjects,
  type FormatProjects,
  type StartedProject,
} from '../../support/format-projects.ts'
import { connectV2 } from '../../support/mcp-clients.ts'
import { shows } from '../../support/shows.ts'
import { SigningAuthority } from '../../support/signing-authority.ts'

let projects: FormatProjects
let authority: SigningAuthority
let desk: StartedProject
let tenant: StartedProject
let keyed: StartedProject
let keys: { readonly gold: string; readonly plain: string }

beforeAll(async () => {
  projects = await openFormatProjects()
  authority = await SigningAuthority.start()
  const jwks = JSON.stringify({ keys: authority.published })
  authority.answers.set('/.well-known/jwks.json', { status: 200, body: jwks })
  const audience = { MCP_AUDIENCE: '${SALLYPORT_PUBLIC_URL}/mcp' }
  desk = await projects.start('okta-desk', {
    ...audience,
    OKTA_ISSUER: authority.issuer,
    DESK_URL: projects.upstream,
    DESK_PASSWORD: 'c2VjcmV0',
  })
  tenant = await projects.start('tenant-tools', { ...audience, AUTH0_DOMAIN: authority.origin.slice(7) })
  const state = projects.stateFolder('keyed-mcp')
  keys = {
    gold: await createStoredKey(state, 'gold-shop', { plan: 'gold' }),
    plain: await createStoredKey(state, 'corner-shop', { plan: 'free' }),
  }
  keyed = await projects.start('keyed-mcp')
})
afterAll(async () => {
  await projects.close()
  await authority.stop()
})

const oktaToken = (scopes: readonly string[] = ['mcp:access']): Promise<string> =>
  authority.token({ claims: { aud: `${desk.origin}/mcp`, scp: scopes } })
const ping = (project: StartedProject): Promise<Response> =>
  project.fetch('/mcp', { method: 'POST', body: '{"jsonrpc":"2.0","id":"1","method":"ping"}' })

describe('an MCP server behind Okta', () => {
  shows('P1', 'the guide starts without a warning, and its tools answer whom Okta knows', async () => {
    expect(desk.served.current().diagnostics).toEqual([])
    const client = await connectV2(`${desk.origin}/mcp`, 'modern', await oktaToken())
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['list_tickets', 'close_ticket'])
    expect(await client.callTool({ name: 'list_tickets', arguments: { status: 'open' } })).toMatchObject({
      content: [{ type: 'text', text: '{"method":"GET","url":"/tickets?status=open","body":""}' }],
    })
    // The token stays here; what a policy set for the upstream arrives.
    expect(projects.asked.at(-1)?.headers['authorization']).toBe('Basic c2VjcmV0')
    await client.close()
  })

  shows(
    'T1',
    '`issuer` guards one route and `issuerUrl` another, and both know the same people',
    async () => {
      const headers = { authorization: `Bearer ${await oktaToken()}` }
      expect((await desk.fetch('/tickets?status=open', { headers })).status).toBe(200)
      expect(await desk.ask('ping', undefined, { headers })).toMatchObject({ result: {} })
      const foreign = await authority.token({
        claims: { aud: `${desk.origin}/mcp`, iss: 'https://x.example' },
      })
      for (const path of ['/tickets?status=open', '/mcp']) {
        const init = {
          headers: { authorization: `Bearer ${foreign}` },
          method: path === '/mcp' ? 'POST' : 'GET',
        }
        expect((await desk.fetch(path, init)).status).toBe(401)
      }
    },
  )

  shows('T4', 'text tools find the metadata in the challenge', async () => {
    const refused = await ping(desk)
    const head = [...refused.headers].map(([name, value]) => `${name}: ${value}`)
    const lines = [...head, await refused.text()].filter((line) => line.includes('resource_metadata='))
    // As sed does it: in each line what follows the last one, up to white space.
    const found = lines.map((line) => /.*resource_metadata=(\S+)/.exec(line)?.[1])
    expect(found).toEqual([`${desk.origin}/.well-known/oauth-protected-resource/mcp`])
    const document = (await (await fetch(found[0] ?? '')).json()) as Record<string, unknown>
    expect(document['authorization_servers']).toEqual([authority.issuer])
  })

  shows('P4', 'clients of three readings find it in the same answer', async () => {
    const refused = await ping(desk)
    const url = `${desk.origin}/.well-known/oauth-protected-resource/mcp`
    // The first releases of the SDK wanted the quotes.
    const oldest = /resource_metadata="([^"]*)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1]
    const older = sdkV1.extractWWWAuthenticateParams(refused).resourceMetadataUrl
    const newer = extractWWWAuthenticateParams(refused).resourceMetadataUrl
    expect([oldest, older?.href, newer?.href]).toEqual([url, url, url])
    const metadata = await discoverOAuthProtectedResourceMetadata(`${desk.origin}/mcp`)
    expect(metadata).toMatchObject({ resource: `${desk.origin}/mcp`, resource_name: 'Help desk' })
  })

  shows('P6', 'the metadata is for every origin, the MCP route without CORS for none', async () => {
    const preflight = (path: string, method: string) =>
      desk.fetch(path, {
        method: 'OPTIONS',
        headers: { origin: 'https://anywhere.example', 'access-control-request-method': method },
      })
    const known = await preflight('/.well-known/oauth-protected-resource/mcp', 'GET')
    expect(known.status).toBe(200)
    expect(known.headers.get('access-control-allow-origin')).toMatch(/^(?:\*|https:\/\/anywhere\.example)$/)
    expect((await preflight('/mcp', 'POST')).status).toBe(404)
  })

  shows('T5', 'who brings nothing is refused, unless the project says otherwise', async () => {
    expect((await desk.fetch('/tickets?status=open')).status).toBe(401)
    expect((await ping(keyed)).status).toBe(401)
  })

  test('a scope that the token lacks closes one tool and leaves the other open', async () => {
    const call = async (scopes: readonly string[]) => {
      const headers = { authorization: `Bearer ${await oktaToken(scopes)}` }
      return desk.ask('tools/call', { name: 'close_ticket', arguments: { id: '7' } }, { headers })
    }
    expect((await call(['mcp:access'])).result).toMatchObject({ isError: true })
    expect((await call(['mcp:access', 'desk:close'])).result).not.toHaveProperty('isError')
    expect(projects.asked.at(-1)).toMatchObject({ method: 'DELETE', url: '/tickets/7' })
  })
})

describe('an MCP server in the style of Auth0', () => {
  const token = (claims: Record<string, unknown> = {}) =>
    authority.token({
      claims: {
        iss: `${authority.origin}/`,
        aud: `${tenant.origin}/mcp`,
        sub: 'auth0|1',
        org_id: 'org_9',
        ...claims,
      },
    })

  shows('P2', '`oauth-inbound` is the Auth0 policy that its export names, and guards', async () => {
    const refused = await ping(tenant)
    expect(refused.status).toBe(401)
    expect(extractWWWAuthenticateParams(refused).resourceMetadataUrl?.href).toBe(
      `${tenant.origin}/.well-known/oauth-protected-resource/mcp`,
    )
    const headers = { authorization: `Bearer ${await token({ iss: 'https://other.example/' })}` }
    expect((await tenant.fetch('/mcp', { method: 'POST', headers })).status).toBe(401)
  })

  shows('T3', 'a tool behind the same policy learns who asks', async () => {
    const client = await connectV2(`${tenant.origin}/mcp`, 'legacy', await token())
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['who_am_i'])
    expect(await client.callTool({ name: 'who_am_i' })).toMatchObject({
      content: [{ type: 'text', text: '{"sub":"auth0|1","organisation":"org_9"}' }],
    })
    await client.close()
  })
})

describe('an MCP server behind API keys', () => {
  shows('P7', 'a key in the URL signs its consumer in, and others are told why not', async () => {
    const url = (key: string) => ({ path: `/mcp?apiKey=${key}` })
    const call = { name: 'getWeather', arguments: { location: 'Lisbon' } }
    expect((await keyed.ask('tools/call', call, url(keys.gold))).result).toMatchObject({
      structuredContent: { location: 'Lisbon', sky: 'clear' },
    })
    const plain = await keyed.fetch(`/mcp?apiKey=${keys.plain}`, { method: 'POST', body: '{}' })
    expect(plain.status).toBe(403)
    expect(await plain.json()).toMatchObject({ detail: 'gold-alone is for gold plans.' })
    expect((await keyed.fetch('/mcp?apiKey=wrong', { method: 'POST', body: '{}' })).status).toBe(401)
  })

  test('the schema of a body is that of its tool', async () => {
    const { result } = await keyed.ask('tools/list', {}, { path: `/mcp?apiKey=${keys.gold}` })
    expect(result?.['tools']).toMatchObject([
      {
        name: 'getWeather',
        description: 'The weather somewhere',
        inputSchema: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
      },
      { name: 'add', inputSchema: { required: ['a', 'b'] } },
    ])
    const sum = { name: 'add', arguments: { a: 5, b: 3 } }
    expect(await keyed.ask('tools/call', sum, { path: `/mcp?apiKey=${keys.gold}` })).toMatchObject({
      result: { content: [{ text: '{"sum":8}' }], structuredContent: { sum: 8 } },
    })
  })
})
