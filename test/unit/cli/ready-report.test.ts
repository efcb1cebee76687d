import { afterEach, describe, expect, it } from 'vitest'
import { buildReadyReport, formatReadyReport, type ReadyReport } from '../../../src/cli/ready-report.ts'
import type { ServedProject } from '../../../src/runtimes/node/serve-project.ts'
import {
  createTempProject,
  identityFile,
  mcpRoute,
  oktaPolicy,
  serveTemp,
  type TempProject,
} from '../../support/temp-project.ts'

let project: TempProject
let served: ServedProject
afterEach(async () => {
  await served.close(0)
  await project.remove()
})

/** The report of a project with an MCP route whose policy trusts an issuer. */
async function reportOf(
  issuer: string | undefined,
  files: Record<string, object> = {},
): Promise<ReadyReport> {
  const policies = issuer === undefined ? [] : [oktaPolicy('guard', issuer, '$env(SALLYPORT_PUBLIC_URL)/mcp')]
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/mcp': { post: mcpRoute(issuer === undefined ? undefined : 'guard', []) } },
    },
    'config/policies.json': { policies },
    ...files,
  })
  served = await serveTemp(project.folder)
  return buildReadyReport(served.current(), served.origin, 'shop')
}

const ownIssuer = '$env(SALLYPORT_PUBLIC_URL)/oauth2/mcp'

describe('buildReadyReport', () => {
  it('names endpoint, issuer, user and client of the embedded server', async () => {
    const report = await reportOf(ownIssuer, { 'config/identity.jsonc': identityFile() })
    expect(report).toMatchObject({
      mcpUrl: `${served.origin}/mcp`,
      issuer: `${served.origin}/oauth2/mcp`,
      issuerMetadata: `${served.origin}/oauth2/mcp/.well-known/oauth-authorization-server`,
      clientId: 'native',
      clientSecretFile: null,
      user: 'ada@example.com',
      passwordFile: null,
    })
    expect(report.clients.map(({ clientId }) => clientId)).toEqual(Array(4).fill('native'))
  })

  it('prefers the web client, and says where generated secrets lie', async () => {
    const identity = identityFile() as { clients: object[] }
    const web = {
      id: 'web',
      name: 'Web',
      type: 'web',
      grantTypes: ['authorization_code'],
      redirectUris: ['http://localhost:3000/callback'],
    }
    const report = await reportOf(ownIssuer, {
      'config/identity.jsonc': {
        ...identity,
        clients: [...identity.clients, web],
        users: [{ login: 'ada@example.com' }],
      },
    })
    expect(report.clientId).toBe('web')
    expect(report.clientSecretFile).toContain(served.stateFolder)
    expect(report.passwordFile).toContain(served.stateFolder)
  })

  it('leaves the client open for an issuer elsewhere', async () => {
    const report = await reportOf('https://okta.example/oauth2/default')
    expect(report).toMatchObject({
      issuer: 'https://okta.example/oauth2/default',
      clientId: null,
      user: null,
      passwordFile: null,
    })
    expect(report.clients[0]?.text).toContain('YOUR_CLIENT_ID')
  })

  it('has no issuer and no clients for an open route', async () => {
    expect(await reportOf(undefined)).toMatchObject({
      mcpUrl: `${served.origin}/mcp`,
      issuer: null,
      issuerMetadata: null,
      clients: [],
    })
  })
})

describe('formatReadyReport', () => {
  it('leaves out what there is not, and shows generated values once', async () => {
    const bare = formatReadyReport(await reportOf(undefined), served.origin, [])
    expect(bare).toContain(`MCP endpoint         ${served.origin}/mcp`)
    expect(bare).toContain(`curl -i ${served.origin}/mcp`)
    expect(bare).not.toContain('401')
    expect(bare).not.toMatch(/Issuer|Client|User|Password|Made now|Connect/)
    const report = await reportOf(undefined)
    const full = formatReadyReport(
      { ...report, clientId: 'web', clientSecretFile: '/s/web.secret', user: 'ada', passwordFile: '/s/ada' },
      served.origin,
      [
        ['password of ada@example.com', 'abcde-fghjk'],
        ['secret of web', 'xyz'],
      ],
    )
    expect(full).toMatch(
      /Client id +web\n +Client secret +in \/s\/web\.secret\n +User +ada\n +Password +in \/s\/ada/,
    )
    expect(full).toMatch(
      /Made now and shown this once:\n {2}password of ada@example\.com abcde-fghjk\n {2}secret of web {15}xyz/,
    )
  })
})
