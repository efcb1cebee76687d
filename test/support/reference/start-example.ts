import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPublicOrigin } from '../../../src/foundation/http/public-origin.ts'
import type { Gateway } from '../../../src/gateway/create-gateway.ts'
import { exchangeOfRequest } from '../../../src/gateway/facade/exchange-of-request.ts'
import { responseOfReply } from '../../../src/gateway/facade/response-conversion.ts'
import type { ExampleExchange } from '../../../src/gateway/reference-page.ts'
import type { UpstreamClient } from '../../../src/gateway/services.ts'
import { expandVariables } from '../../../src/project/expand-variables.ts'
import { loadProject, type ProjectHost } from '../../../src/runtimes/node/load-project.ts'
import { createUpstreamClient } from '../../../src/runtimes/node/upstream-client.ts'
import { standardCatalog } from '../../../src/standard-catalog.ts'
import { createMemoryStorage } from '../../../src/storage/memory.ts'
import { createLog } from '../../../src/telemetry/log.ts'
import type { ExampleFiles } from './example-project.ts'

/** Where a request comes from. */
export type ExampleConnection = Pick<
  NonNullable<ExampleExchange['request']>,
  'address' | 'isFromTrustedProxy'
>

/** A gateway that serves the example of a page. */
export interface RunningExample {
  /** Answers a request of a caller, whose address is unknown unless it is named. */
  fetch(request: Request, connection?: ExampleConnection): Promise<Response>
  close(): Promise<void>
}

/** Variables of an example, and where hosts are that nobody reaches from here. */
export interface ExampleSurroundings {
  readonly environment: Readonly<Record<string, string>>
  /** Origins of the internet, and the loopback origins that stand in for them. */
  readonly origins?: Readonly<Record<string, string>>
  /** What the store of the gateway holds already, by key. */
  readonly state?: Readonly<Record<string, string>>
}

/** The origin every example is served under. */
export const exampleOrigin = 'http://127.0.0.1:9000'

/** Starts a gateway over files that exist in memory; those of modules are written to a folder, to be bundled. */
export async function startExample(
  files: ExampleFiles,
  { environment, origins = {}, state = {} }: ExampleSurroundings,
): Promise<RunningExample> {
  const folder = await writeModules(files)
  const host = createHost(folder, redirected(createUpstreamClient(), origins))
  const close = async (): Promise<void> => {
    await host.upstream.close()
    await host.storage.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await host.storage.write(Object.entries(state).map(([put, value]) => ({ put, value })))
    const { gateway } = await loadProject(host, {
      files: { texts: new Map(Object.entries(files)), modulePaths: modulesOf(files) },
      environment: expandVariables(environment, { SALLYPORT_PUBLIC_URL: exampleOrigin }),
    })
    return { fetch: (request, connection) => fetchFrom(gateway, request, connection), close }
  } catch (error) {
    await close()
    throw error
  }
}

function modulesOf(files: ExampleFiles): readonly string[] {
  return Object.keys(files).filter((path) => path.startsWith('modules/'))
}

async function writeModules(files: ExampleFiles): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-example-'))
  for (const path of modulesOf(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), files[path] ?? '')
  }
  return folder
}

function createHost(folder: string, upstream: UpstreamClient): ProjectHost {
  const publicOrigin = createPublicOrigin({ configured: undefined, boundAddress: '127.0.0.1', port: 9000 })
  if (publicOrigin === undefined) throw new Error('loopback always has an origin')
  return {
    folder,
    stateFolder: join(folder, '.sallyport'),
    publicOrigin,
    boundAddress: '127.0.0.1',
    storage: createMemoryStorage(),
    upstream,
    log: createLog({ level: 'error', write: () => undefined }),
    alwaysServeIdentity: false,
    isDraining: () => false,
    catalog: standardCatalog,
  }
}

/** What `gateway.fetch` does, with what only a runtime knows of the connection. */
async function fetchFrom(
  gateway: Gateway,
  request: Request,
  { address, isFromTrustedProxy }: ExampleConnection = {},
): Promise<Response> {
  if (address === undefined && isFromTrustedProxy === undefined) return gateway.fetch(request)
  const { bodyBytes } = gateway.project.settings.limits
  const exchange = exchangeOfRequest(request, exampleOrigin, { randomId: randomUUID }, bodyBytes)
  const connection = { clientAddress: address ?? '', isFromTrustedProxy: isFromTrustedProxy === true }
  return responseOfReply(await gateway.handle({ ...exchange, ...connection }))
}

/** A client that finds some origins on loopback, as a name server would tell it. */
function redirected(client: UpstreamClient, origins: Readonly<Record<string, string>>): UpstreamClient {
  return {
    send: (request) => {
      const { origin } = new URL(request.url)
      const standIn = origins[origin]
      const url = standIn === undefined ? request.url : standIn + request.url.slice(origin.length)
      return client.send({ ...request, url })
    },
    close: () => client.close(),
  }
}
