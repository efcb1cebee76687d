import { createServer } from 'node:net'
import { createLogSink, parseLogLevel } from '../../runtimes/node/log-sink.ts'
import { serveProject } from '../../runtimes/node/serve-project.ts'
import { createLog } from '../../telemetry/log.ts'

/** What tests know of the gateway they run against. */
export interface TestTarget {
  readonly url: string
  readonly authorizationServers: readonly { readonly id: string; readonly issuer: string }[]
  readonly clientSecrets: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Serves a project for its tests: a free loopback port, a state of its own, the identity file served whatever it says. */
export async function startTestGateway(
  folder: string,
  stateFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<TestTarget> {
  const port = await findFreePort()
  const sink = createLogSink({ level: parseLogLevel(environment['LOG_LEVEL']) ?? 'error' })
  const url = `http://127.0.0.1:${port}`
  const served = await serveProject({
    folder,
    host: '127.0.0.1',
    port,
    // The project may name its public address, which is not where it is tested.
    publicUrl: url,
    environment: { ...environment, SALLYPORT_PUBLIC_URL: url, SALLYPORT_STATE_DIR: stateFolder },
    alwaysServeIdentity: true,
    log: createLog(sink),
  })
  const { authorizationServers, credentials, project } = served.current()
  const servers = authorizationServers === undefined ? [] : (project.identity?.authorizationServers ?? [])
  const clients = project.identity?.clients ?? []
  return {
    url: served.origin,
    authorizationServers: servers.map(({ id }) => ({ id, issuer: `${served.origin}/oauth2/${id}` })),
    clientSecrets: Object.fromEntries(
      clients.flatMap(({ id }) => {
        const secret = credentials?.secretOf(id)
        return secret === undefined ? [] : [[id, secret] as const]
      }),
    ),
    close: async () => {
      await served.close(1_000)
      sink.close()
    },
  }
}

/** A port nobody listens on; its number has to be known before the gateway listens, for the public URL. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
