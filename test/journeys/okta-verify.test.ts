import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import * as oauth from 'oauth4webapi'
import * as client from 'openid-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../src/testing/index.ts'
import { callOkta, listOkta } from '../support/okta-calls.ts'
import { createOktaProject, type OktaProject } from '../support/okta-project.ts'
import { signIn } from '../support/sign-in.ts'

let org: OktaOrg
let project: OktaProject
beforeEach(async () => {
  org = await createOktaOrg({ pageSize: 3 })
  project = await createOktaProject(org)
})
afterEach(async () => {
  await org.close()
  await project.remove()
})

test('verify sees a live organization as clients will, and the tokens are taken by their libraries', async () => {
  expect((await project.okta('verify')).stdout).toContain('not in the organization yet')
  await project.okta('apply', '--yes')
  const verified = await project.okta('verify', '--json')
  const { ok, findings } = JSON.parse(verified.stdout) as {
    ok: boolean
    findings: { check: string; outcome: string; message: string }[]
  }
  expect(findings.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  expect(ok).toBe(true)
  expect(findings.map(({ check, outcome }) => `${outcome} ${check}`)).toEqual(
    expect.arrayContaining([
      'ok organization',
      'ok credential',
      'ok as declared',
      'ok metadata of mcp',
      'ok keys of mcp',
      'ok token of mcp',
      'ok life of a token of mcp',
      'ok header of a token of mcp',
      'ok project',
      'note client registration',
    ]),
  )

  const issuer = `${org.origin}/oauth2/${(await project.serverPath()).split('/').at(-1)}`
  const secret = (
    await readFile(join(await secretFolder(), 'client-mcp-service-client.secret'), 'utf8')
  ).trim()
  const config = await client.discovery(new URL(issuer), 'mcp-service-client', secret, undefined, {
    execute: [client.allowInsecureRequests],
    algorithm: 'oauth2',
  })
  const first = await client.clientCredentialsGrant(config, { scope: 'mcp:access' })
  expect(decodeJwt(first.access_token)).toMatchObject({
    aud: 'https://gateway.example.com/mcp',
    scp: ['mcp:access'],
  })

  const insecure = { [oauth.allowInsecureRequests]: true }
  const server = await oauth.processDiscoveryResponse(
    new URL(issuer),
    await oauth.discoveryRequest(new URL(issuer), { algorithm: 'oauth2', ...insecure }),
  )
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    { client_id: 'mcp-service-client' },
    oauth.ClientSecretBasic(secret),
    { scope: 'mcp:access' },
    insecure,
  )
  const second = await oauth.processClientCredentialsResponse(
    server,
    { client_id: 'mcp-service-client' },
    response,
  )
  expect(second.expires_in).toBe(1800)

  await expectSignIns(issuer)
})

/** The rule for staff gives staff the scope of administrators, and skips everybody else. */
async function expectSignIns(issuer: string): Promise<void> {
  const [staff] = await listOkta(org, '/api/v1/groups?q=staff')
  const addUser = (login: string, groupIds: unknown[]) =>
    callOkta(org, 'POST', '/api/v1/users', {
      profile: { firstName: 'A', lastName: 'B', email: login, login },
      credentials: { password: { value: 'correct horse' } },
      groupIds,
    })
  await addUser('alex@example.com', [staff?.['id']])
  await addUser('sam@example.com', [])
  const clientSecret = (
    await readFile(join(await secretFolder(), 'client-mcp-web-client.secret'), 'utf8')
  ).trim()
  const as = (login: string, scope: string) =>
    signIn({
      issuer,
      clientId: 'mcp-web-client',
      clientSecret,
      redirectUri: 'http://localhost:3000/callback',
      scope,
      login,
      password: 'correct horse',
    })
  const staffToken = (await as('alex@example.com', 'mcp:admin')).access_token
  expect(decodeJwt(staffToken)).toMatchObject({ scp: ['mcp:admin'], sub: 'alex@example.com' })
  expect(decodeJwt((await as('sam@example.com', 'mcp:access')).access_token)).toMatchObject({
    scp: ['mcp:access'],
  })
  await expect(as('sam@example.com', 'mcp:admin')).rejects.toThrow()
}

async function secretFolder(): Promise<string> {
  const file = (await project.stateFiles()).find(([path]) => path.endsWith('journal.json'))?.[0] ?? ''
  return file.replace(/\/journal\.json$/, '')
}
