import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { discover, introspect, revoke } from '../support/authorization-server-client.ts'
import { signIn, type Tokens } from '../support/sign-in.ts'
import {
  createTempProject,
  identityFile,
  mcpRoute,
  oktaPolicy,
  runtimeModule,
  serveTemp,
  type TempProject,
} from '../support/temp-project.ts'

let project: TempProject
let served: ServedProject
beforeAll(async () => {
  const issuer = '$env(SALLYPORT_PUBLIC_URL)/oauth2/mcp'
  const hello = { module: '$import(./modules/hello)', export: 'hello' }
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/mcp': { post: mcpRoute('auth', ['hello']) },
        '/hello': { get: { operationId: 'hello', 'x-zuplo-route': { corsPolicy: 'none', handler: hello } } },
      },
    },
    // Every token that was accepted is remembered for the longest time: a revocation must reach that memory.
    'config/policies.json': {
      policies: [oktaPolicy('auth', issuer, '$env(SALLYPORT_PUBLIC_URL)/mcp', { tokenCacheSeconds: 60 })],
    },
    'config/identity.jsonc': identityFile({}),
    'modules/zuplo.runtime.ts': runtimeModule('environment.SALLYPORT_PUBLIC_URL + "/oauth2/mcp"'),
    'modules/hello.ts': 'export function hello() { return "hello" }',
  })
  served = await serveTemp(project.folder)
})
afterAll(async () => {
  await served.close(0)
  await project.remove()
})

const login = (): Promise<Tokens> =>
  signIn({
    issuer: `${served.origin}/oauth2/mcp`,
    clientId: 'native',
    clientSecret: undefined,
    redirectUri: 'http://127.0.0.1:45671/callback',
    scope: 'mcp:access offline_access',
    login: 'ada@example.com',
    password: 'correct horse battery',
  })
const ping = async (token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` }
  const body = '{"jsonrpc":"2.0","id":1,"method":"ping"}'
  return (await fetch(`${served.origin}/mcp`, { method: 'POST', headers, body })).status
}

it('the gateway refuses an access token at the moment it is revoked, and lets its neighbours pass', async () => {
  const server = await discover(`${served.origin}/oauth2/mcp`)
  const [mine, other] = [await login(), await login()]
  expect([await ping(mine.access_token), await ping(other.access_token)]).toEqual([200, 200])
  await revoke(server, 'native', mine.access_token)
  expect([await ping(mine.access_token), await ping(other.access_token)]).toEqual([401, 200])
})

it('a revoked refresh token takes its access token with it, through a reload of the project too', async () => {
  const server = await discover(`${served.origin}/oauth2/mcp`)
  const tokens = await login()
  expect(await ping(tokens.access_token)).toBe(200)
  await revoke(server, 'native', tokens.refresh_token ?? '')
  expect(await ping(tokens.access_token)).toBe(401)
  await served.reload()
  expect(await ping(tokens.access_token)).toBe(401)
  expect(await introspect(server, 'native', tokens.access_token)).toEqual({ active: false })
})
