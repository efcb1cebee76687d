import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createIncidents, type Incident } from './incidents.ts'
import { newObject, type Organization, type OrgGroup } from './organization.ts'
import { serveApi, type ApiServing } from './serve-api.ts'
import { createOAuthServing } from './serve-oauth.ts'
import { defaultServer } from './system-objects.ts'

/** How an organization is made. */
export interface OktaOrgOptions {
  /** Port on 127.0.0.1; default 0, a free one. */
  readonly port?: number
  /** Token of the administrator; default a random one. */
  readonly apiToken?: string
  /** False: custom authorization servers are missing, as without the paid feature. Default true. */
  readonly apiAccessManagement?: boolean
  /** Most items on one page of a list; default 200. A small one shows whether a client follows the pages. */
  readonly pageSize?: number
  /** Calls within a window; default 10,000 a minute. */
  readonly rateLimit?: { readonly limit: number; readonly windowSeconds: number }
}

/** An Okta-shaped organization on the loopback interface, for tests. */
export interface OktaOrg {
  readonly origin: string
  /** For `Authorization: SSWS`. */
  readonly apiToken: string
  /** Calls to the Management API so far, such as `POST /api/v1/apps`. */
  readonly calls: readonly string[]
  /** Lets something go wrong with the next calls that fit. */
  disturb(incident: Incident): void
  /** Lets an application use scopes of the Management API with tokens of its own, as an administrator does. */
  grantScopes(clientId: string, scopes: readonly string[]): void
  /** Stops listening; everything is forgotten. */
  close(): Promise<void>
}

/** Starts an organization with its group Everyone and its server `default`, and nothing else. */
export async function createOktaOrg(options: OktaOrgOptions = {}): Promise<OktaOrg> {
  const http = createServer()
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = http.address() as AddressInfo
  const organization = newOrganization(`http://127.0.0.1:${port}`, options)
  const incidents = createIncidents()
  const calls: string[] = []
  const serving: ApiServing = {
    organization,
    incidents,
    pageSize: options.pageSize ?? 200,
    rate: { limit: 10_000, windowSeconds: 60, ...options.rateLimit, used: 0, resetAt: 0 },
  }
  const oauth = createOAuthServing(organization)
  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const path = (req.url ?? '').split('?')[0] ?? ''
    if (path.startsWith('/api/')) calls.push(`${req.method} ${path}`)
    if (!(await oauth.serve(req, res))) await serveApi(serving, req, res)
  }
  http.on('request', (req, res) => {
    serve(req, res).catch(() => res.destroy())
  })
  return {
    origin: organization.origin,
    apiToken: organization.apiToken,
    calls,
    disturb: incidents.add,
    grantScopes: (clientId, scopes) => {
      const app = [...organization.apps.values()].find((candidate) => candidate.clientId === clientId)
      if (app === undefined) throw new Error(`The organization has no client "${clientId}".`)
      for (const scope of scopes) app.grantedScopes.add(scope)
    },
    close: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await oauth.close()
    },
  }
}

function newOrganization(origin: string, options: OktaOrgOptions): Organization {
  const everyone: OrgGroup = {
    ...newObject('00g'),
    type: 'BUILT_IN',
    profile: { name: 'Everyone', description: 'All users in your organization' },
    members: new Set(),
  }
  const server = defaultServer()
  return {
    origin,
    apiToken: options.apiToken ?? randomBytes(32).toString('base64url'),
    apiAccessManagement: options.apiAccessManagement ?? true,
    servers: new Map([[server.id, server]]),
    apps: new Map(),
    groups: new Map([[everyone.id, everyone]]),
    users: new Map(),
    trustedOrigins: new Map(),
    accessTokens: new Map(),
    revision: 0,
  }
}
