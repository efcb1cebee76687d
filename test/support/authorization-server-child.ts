import { createServer } from 'node:http'
import { createPublicOrigin } from '../../src/foundation/http/public-origin.ts'
import { createAuthorizationServers } from '../../src/oauth/authorization-server/create-authorization-servers.ts'
import { ensureCredentials } from '../../src/oauth/authorization-server/credentials.ts'
import { openFileStorage } from '../../src/storage/file.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { sampleIdentity } from './authorization-server-world.ts'

/** Serves the sample authorization servers over a file store until the process is killed; sends its port when ready. */
export async function serveUntilKilled(folder: string, port: number): Promise<void> {
  const publicOrigin = createPublicOrigin({ configured: undefined, boundAddress: '127.0.0.1', port })
  if (publicOrigin === undefined) throw new Error('no public origin')
  const identity = sampleIdentity(publicOrigin.canonical)
  const servers = await createAuthorizationServers({
    identity,
    storage: await openFileStorage(`${folder}/store`),
    publicOrigin,
    log: createLog({ level: 'error', write: (record) => void process.stderr.write(`${record.message}\n`) }),
    credentials: await ensureCredentials({ identity, folder }),
  })
  const http = createServer(
    (req, res) => void servers.handle(req, res, publicOrigin.of(req.headers.host) ?? ''),
  )
  http.listen(port, '127.0.0.1', () => process.send?.('ready'))
}
