import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { OktaOrg } from '../../src/testing/index.ts'
import { runCommandLine, type CommandOutcome } from './command-line.ts'
import { listOkta } from './okta-calls.ts'
import { createTempProject, mcpRoute, oktaPolicy, type TempProject } from './temp-project.ts'

/** A project with an identity file, and the real command line that applies it to an organization. */
export interface OktaProject extends TempProject {
  readonly environment: Readonly<Record<string, string>>
  okta(command: string, ...flags: string[]): Promise<CommandOutcome>
  /** Path in the Management API of the server that was made of the file. */
  serverPath(): Promise<string>
  /** Every file and folder of the state, with its mode. */
  stateFiles(): Promise<readonly (readonly [string, string])[]>
}

/** Writes the project; its gateway is called https://gateway.example.com. */
export async function createOktaProject(org: OktaOrg): Promise<OktaProject> {
  const project = await createTempProject({
    'config/identity.jsonc': provisionedFile(),
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/mcp': { post: mcpRoute('okta', []) } },
    },
    'config/policies.json': { policies: [oktaPolicy('okta', '$env(OKTA_ISSUER)', '$env(OKTA_AUDIENCE)')] },
    '.env': '# kept\nOTHER=1\n',
  })
  const environment = {
    OKTA_ORG_URL: org.origin,
    OKTA_API_TOKEN: org.apiToken,
    SALLYPORT_PUBLIC_URL: 'https://gateway.example.com',
  }
  return {
    ...project,
    environment,
    okta: (command, ...flags) => runCommandLine(['okta', command, project.folder, ...flags], environment),
    serverPath: async () => {
      const servers = await listOkta(org, '/api/v1/authorizationServers')
      return `/api/v1/authorizationServers/${String(servers.find((server) => server['default'] !== true)?.['id'])}`
    },
    stateFiles: async () => {
      const folder = join(project.folder, '.sallyport')
      const entries = await readdir(folder, { withFileTypes: true, recursive: true })
      return Promise.all(
        entries.map(async (entry) => {
          const path = join(entry.parentPath, entry.name)
          return [path, ((await stat(path)).mode & 0o777).toString(8)] as const
        }),
      )
    },
  }
}

/** An identity file with two rules, two clients and a group: eleven things in Okta. Parts can be replaced. */
export function provisionedFile(change: { rule?: object; scopes?: object[]; more?: object } = {}): object {
  return {
    owner: 'bookshop',
    authorizationServers: [
      {
        id: 'mcp',
        name: 'MCP Server Authorization',
        audience: '$env(SALLYPORT_PUBLIC_URL)/mcp',
        scopes: change.scopes ?? [
          { name: 'mcp:access', displayName: 'Use the tools', default: true },
          { name: 'mcp:admin' },
        ],
        claims: [{ name: 'tier', value: '"gold"' }],
        policies: [
          {
            name: 'MCP Clients',
            clients: ['mcp-web-client', 'mcp-service-client'],
            rules: [
              {
                name: 'Staff',
                grantTypes: ['authorization_code'],
                people: { groups: ['staff'] },
                scopes: ['mcp:admin', 'mcp:access'],
              },
              {
                name: 'Anybody',
                grantTypes: ['authorization_code', 'client_credentials'],
                scopes: ['mcp:access'],
                accessTokenLifetimeMinutes: 30,
                ...change.rule,
              },
            ],
          },
        ],
      },
    ],
    groups: [{ name: 'staff', description: 'Who works here' }],
    clients: [
      {
        id: 'mcp-web-client',
        name: 'MCP Web',
        type: 'web',
        pkceRequired: true,
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: ['http://localhost:3000/callback'],
      },
      { id: 'mcp-service-client', name: 'MCP Service', type: 'service', grantTypes: ['client_credentials'] },
    ],
    ...change.more,
  }
}
