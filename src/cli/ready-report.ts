import type { LoadedProject } from '../runtimes/node/load-project.ts'
import { clientLines, publicClientOf, type ClientLine } from './client-lines.ts'

/** What a person, or with `--json` a program, needs to use a gateway that has just started. */
export interface ReadyReport {
  readonly mcpUrl: string | null
  readonly issuer: string | null
  /** Where the issuer describes itself. */
  readonly issuerMetadata: string | null
  readonly clientId: string | null
  readonly clientSecretFile: string | null
  readonly user: string | null
  readonly passwordFile: string | null
  readonly clients: readonly ClientLine[]
}

/** The report of a loaded project served under an origin. */
export function buildReadyReport(loaded: LoadedProject, origin: string, name: string): ReadyReport {
  const { project, credentials, authorizationServers } = loaded
  const route = loaded.gateway.routes.find(
    ({ definition }) => definition.handler.export === 'mcpServerHandler',
  )
  const mcpUrl = route === undefined ? null : origin + route.definition.path
  const resource = route?.inbound.find(
    ({ protectedResource }) => protectedResource !== undefined,
  )?.protectedResource
  const identity = credentials === undefined ? undefined : project.identity
  const local = resource?.issuers.find((issuer) => authorizationServers?.keysOf(issuer) !== undefined)
  const issuer = local ?? resource?.issuers[0] ?? null
  const signedInLocally = local !== undefined && identity !== undefined
  const client = signedInLocally
    ? (identity.clients.find(({ type }) => type === 'web') ?? identity.clients[0])
    : undefined
  const user = signedInLocally ? identity.users[0] : undefined
  const clientForLines = signedInLocally ? publicClientOf(identity)?.id : 'YOUR_CLIENT_ID'
  return {
    mcpUrl,
    issuer,
    issuerMetadata: issuer === null ? null : `${issuer}/.well-known/oauth-authorization-server`,
    clientId: client?.id ?? null,
    clientSecretFile: client === undefined ? null : (credentials?.secretFile(client.id) ?? null),
    user: user?.login ?? null,
    passwordFile: user === undefined ? null : (credentials?.passwordFile(user.login) ?? null),
    clients:
      mcpUrl === null || issuer === null || clientForLines === undefined
        ? []
        : clientLines(name, mcpUrl, clientForLines, resource?.scopes ?? []),
  }
}

/** The report as a person reads it. */
export function formatReadyReport(
  report: ReadyReport,
  origin: string,
  generated: readonly (readonly [string, string])[],
): string {
  const rows: (readonly [string, string | null])[] = [
    ['Gateway', origin],
    ['MCP endpoint', report.mcpUrl],
    ['Issuer Metadata URI', report.issuerMetadata],
    ['Client id', report.clientId],
    ['Client secret', report.clientSecretFile === null ? null : `in ${report.clientSecretFile}`],
    ['User', report.user],
    ['Password', report.passwordFile === null ? null : `in ${report.passwordFile}`],
  ]
  const lines = rows.flatMap(([label, value]) => (value === null ? [] : [`  ${label.padEnd(20)} ${value}`]))
  if (generated.length > 0) {
    const width = Math.max(...generated.map(([label]) => label.length))
    lines.push('', '  Made now and shown this once:')
    for (const [label, value] of generated) lines.push(`  ${label.padEnd(width)} ${value}`)
  }
  if (report.clients.length > 0)
    lines.push(
      '',
      '  Connect a client:',
      ...report.clients.map(({ client, text }) => `  ${client.padEnd(14)} ${text}`),
    )
  if (report.mcpUrl !== null)
    lines.push(
      '',
      report.issuer === null
        ? '  Test with curl:'
        : '  Test with curl (401 with a challenge is right before you sign in):',
      `  ${curlTest(report.mcpUrl)}`,
    )
  return lines.join('\n')
}

function curlTest(mcpUrl: string): string {
  return `curl -i ${mcpUrl} -H 'content-type: application/json' -d '{"jsonrpc":"2.0","id":"1","method":"ping"}'`
}
