import { createServer } from 'node:http'
import { createPublicOrigin } from '../../src/foundation/http/public-origin.ts'
import type { Identity } from '../../src/identity/identity.ts'
import { createAuthorizationServers } from '../../src/oauth/authorization-server/create-authorization-servers.ts'
import { ensureCredentials } from '../../src/oauth/authorization-server/credentials.ts'
import { openState } from '../../src/runtimes/node/open-state.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { sampleIdentity } from './authorization-server-world.ts'

/** What a child serves. */
export interface ChildOptions {
  /** State folder. */
  readonly folder: string
  readonly port: number
  /** Variables that choose the store; none = the file store of the folder. */
  readonly environment?: Readonly<Record<string, string>>
  /** Logins in place of the people of the sample; their passwords are kept in the folder. */
  readonly logins?: readonly string[]
}

/** Serves the sample authorization servers over a store until the process is killed; says `ready` when it does. */
export async function serveUntilKilled(options: ChildOptions): Promise<void> {
  const { folder, port, environment = {}, logins } = options
  const publicOrigin = createPublicOrigin({ configured: undefined, boundAddress: '127.0.0.1', port })
  if (publicOrigin === undefined) throw new Error('no public origin')
  const identity = withLogins(sampleIdentity(publicOrigin.canonical), logins)
  const storage = await openState(folder, environment)
  const servers = await createAuthorizationServers({
    identity,
    storage,
    publicOrigin,
    log: createLog({ level: 'error', write: (record) => void process.stderr.write(`${record.message}\n`) }),
    credentials: await ensureCredentials({ identity, storage, folder }),
  })
  const http = createServer(
    (req, res) => void servers.handle(req, res, publicOrigin.of(req.headers.host) ?? ''),
  )
  http.listen(port, '127.0.0.1', () => process.send?.('ready'))
}

function withLogins(identity: Identity, logins: readonly string[] | undefined): Identity {
  if (logins === undefined) return identity
  const nothing = { name: undefined, email: undefined, password: undefined, groups: [] }
  return { ...identity, users: logins.map((login) => ({ ...nothing, login })) }
}
