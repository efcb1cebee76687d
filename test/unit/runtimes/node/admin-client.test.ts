import { createServer, request } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withAdminClient, type AdminClient } from '../../../../src/runtimes/node/admin-client.ts'
import type { ServedProject } from '../../../../src/runtimes/node/serve-project.ts'
import {
  createTempProject,
  identityFile,
  mcpRoute,
  serveTemp,
  type TempProject,
} from '../../../support/temp-project.ts'

let project: TempProject
let gateway: ServedProject | undefined
beforeEach(async () => {
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/mcp': { post: mcpRoute(undefined, []) } },
    },
    'config/policies.json': { policies: [] },
    'config/identity.jsonc': identityFile(),
  })
})
afterEach(async () => {
  await gateway?.close(0)
  gateway = undefined
  await project.remove()
})

const use = <T>(work: (client: AdminClient) => Promise<T>, variables = {}): Promise<T> =>
  withAdminClient(project.folder, variables, work)
const list = (client: AdminClient): Promise<unknown> => client.call('GET', '/servers')
const urlAndList = async (client: AdminClient): Promise<unknown> => [client.url, await list(client)]

describe('withAdminClient', () => {
  it('asks the running gateway, and the state itself once it has stopped; both say the same', async () => {
    gateway = await serveTemp(project.folder)
    const [url, answer] = (await use(urlAndList)) as [unknown, unknown]
    expect(url).toBe(gateway.origin)
    expect(answer).toMatchObject({ servers: [{ id: 'mcp', signingKeys: { keys: [{ state: 'active' }] } }] })
    await gateway.close(0)
    gateway = undefined
    expect(await use(urlAndList)).toEqual([undefined, answer])
  })

  it('opens the state when the announced gateway was killed', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    await new Promise((resolve) => probe.close(resolve))
    gateway = await serveTemp(project.folder)
    await gateway.close(0)
    gateway = undefined
    const announcement = JSON.stringify({ url: `http://127.0.0.1:${port}`, token: 'x'.repeat(32) })
    await writeFile(join(project.folder, '.sallyport/admin.json'), announcement)
    expect(await use(({ url }) => Promise.resolve(url))).toBeUndefined()
  })

  it('does not touch the state beside a gateway that it cannot find', async () => {
    gateway = await serveTemp(project.folder)
    await rm(join(project.folder, '.sallyport/admin.json'))
    await expect(use(list)).rejects.toThrow('is in use by another process')
  })

  it('needs the token that was given to the gateway', async () => {
    const SALLYPORT_ADMIN_TOKEN = 'y'.repeat(40)
    gateway = await serveTemp(project.folder, { environment: { SALLYPORT_ADMIN_TOKEN } })
    await expect(use(list)).rejects.toThrow('set SALLYPORT_ADMIN_TOKEN to it')
    await expect(use(list, { SALLYPORT_ADMIN_TOKEN: 'z'.repeat(40) })).rejects.toThrow('was not accepted')
    expect(await use(urlAndList, { SALLYPORT_ADMIN_TOKEN })).toMatchObject([gateway.origin, {}])
  })

  it('says why a call was refused, over HTTP and without', async () => {
    const rotate = (client: AdminClient): Promise<unknown> =>
      client.call('POST', '/servers/other/rotate-keys')
    const sentence = 'There is no authorization server "other"; there are: mcp.'
    await expect(use(rotate)).rejects.toThrow(sentence)
    gateway = await serveTemp(project.folder)
    await expect(use(rotate)).rejects.toThrow(sentence)
  })

  it('finds nothing to work on where the state was in memory', async () => {
    await expect(use(list, { SALLYPORT_STATE_URL: 'memory:' })).rejects.toThrow('none runs')
  })
})

describe('the admin API over HTTP', () => {
  const admin = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${gateway?.origin ?? ''}/__sallyport/admin${path}`, init)

  it('answers problems to whoever has no token, and never a CORS header', async () => {
    gateway = await serveTemp(project.folder)
    const refused = await admin('/servers', { headers: { authorization: 'Bearer no' } })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="sallyport admin"')
    expect(await refused.json()).toMatchObject({ code: 'SALLYPORT_ADMIN_TOKEN_REFUSED' })
    const preflight = await admin('/servers', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    })
    expect(preflight.status).toBe(403)
    for (const answer of [refused, preflight]) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('takes a generated token from this machine only', async () => {
    gateway = await serveTemp(project.folder)
    const forwarded = await admin('/servers', { headers: { 'x-forwarded-for': '192.0.2.1' } })
    expect(await forwarded.json()).toMatchObject({ code: 'SALLYPORT_ADMIN_REMOTE_REFUSED' })
  })

  it('is not for a page that rebinds DNS', async () => {
    gateway = await serveTemp(project.folder)
    const call = request(`${gateway.origin}/__sallyport/admin/servers`, { headers: { host: 'evil.example' } })
    call.end()
    const [answer] = (await once(call, 'response')) as [{ statusCode: number; resume(): void }]
    answer.resume()
    expect(answer.statusCode).toBe(403)
  })

  it('is not there when it is switched off', async () => {
    gateway = await serveTemp(project.folder, { environment: { SALLYPORT_ADMIN: 'off' } })
    expect((await admin('/servers')).status).toBe(404)
    await expect(use(list)).rejects.toThrow('is in use by another process')
  })
})
