import type { IncomingMessage, ServerResponse } from 'node:http'
import { createPublicOrigin } from '../../foundation/http/public-origin.ts'
import { normalizeLogin } from '../../identity/normalize-login.ts'
import {
  createAuthorizationServers,
  type AuthorizationServers,
} from '../../oauth/authorization-server/create-authorization-servers.ts'
import type { Credentials } from '../../oauth/authorization-server/credentials.ts'
import { createMemoryStorage } from '../../storage/memory.ts'
import { createLog } from '../../telemetry/log.ts'
import type { Organization } from './organization.ts'
import { toIdentity } from './to-identity.ts'

/** The custom authorization servers of an organization, served by the embedded ones. */
export interface OAuthServing {
  /** Serves a request below `/oauth2/{id}`, or its well-known forms; false when no server has it. */
  serve(req: IncomingMessage, res: ServerResponse): Promise<boolean>
  close(): Promise<void>
}

const pathPattern = /^(?:\/\.well-known\/[\w-]+)?\/oauth2\/([^/?]+)/

/** Serves what the organization says at the time of each request: a change counts at once. */
export function createOAuthServing(organization: Organization): OAuthServing {
  const storage = createMemoryStorage()
  const log = createLog({ level: 'error', write: () => undefined })
  const publicOrigin = createPublicOrigin({
    configured: undefined,
    boundAddress: '127.0.0.1',
    port: Number(new URL(organization.origin).port),
  })
  if (publicOrigin === undefined) throw new Error('An organization lives on the loopback interface.')
  const made = new Map<string, { readonly revision: number; readonly servers: AuthorizationServers }>()

  const serversOf = async (id: string): Promise<AuthorizationServers | undefined> => {
    const server = organization.servers.get(id)
    if (server?.status !== 'ACTIVE') return undefined
    const known = made.get(id)
    if (known?.revision === organization.revision) return known.servers
    const { revision } = organization
    const identity = toIdentity(organization, server)
    const credentials = credentialsOf(organization)
    const servers = await createAuthorizationServers({ identity, storage, publicOrigin, log, credentials })
    made.set(id, { revision, servers })
    return servers
  }

  return {
    serve: async (req, res) => {
      const id = pathPattern.exec(req.url ?? '')?.[1]
      const servers = id === undefined ? undefined : await serversOf(id)
      const path = (req.url ?? '').split('?')[0] ?? ''
      if (servers?.serves(path) !== true) return false
      await servers.handle(req, res, publicOrigin.of(req.headers.host) ?? publicOrigin.canonical)
      return true
    },
    close: async () => {
      await Promise.all([...made.values()].map(({ servers }) => servers.close()))
      await storage.close()
    },
  }
}

/** Secrets and passwords as the organization has them; nothing is generated and nothing is written. */
function credentialsOf(organization: Organization): Credentials {
  return {
    secretOf: (clientId) => {
      const app = [...organization.apps.values()].find((candidate) => candidate.clientId === clientId)
      if (app?.authMethod.startsWith('client_secret') !== true) return undefined
      return app.secrets.findLast(({ status }) => status === 'ACTIVE')?.client_secret
    },
    verifyPassword: async (login, password) => {
      const wanted = normalizeLogin(login)
      const user = [...organization.users.values()].find(
        ({ profile }) => normalizeLogin(profile.login) === wanted,
      )
      return user?.status === 'ACTIVE' && user.password !== undefined && user.password === password
    },
    generated: { clients: [], users: [] },
    secretFile: () => undefined,
    passwordFile: () => undefined,
    anyGenerated: false,
  }
}
