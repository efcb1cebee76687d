import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  findFreePort,
  findProgram,
  mayRunWith,
  createTestServer,
  startServerProcess,
  type TestServer,
} from './server-process.ts'

const programs = await findPrograms()

/** Whether tests with a PostgreSQL server run here. */
export const postgresIsHere = mayRunWith(programs, 'a store in PostgreSQL')

/** Distributions keep the server out of PATH, in a folder for each version. */
async function findPrograms(): Promise<{ initdb: string | undefined; postgres: string | undefined }> {
  const onPath = { initdb: findProgram('initdb'), postgres: findProgram('postgres') }
  if (onPath.initdb !== undefined && onPath.postgres !== undefined) return onPath
  const versions = await readdir('/usr/lib/postgresql').catch(() => [])
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  const folder = `/usr/lib/postgresql/${newest}/bin`
  return newest === undefined ? onPath : { initdb: `${folder}/initdb`, postgres: `${folder}/postgres` }
}

/** PostgreSQL refuses to run as root; the account of its package stands in. */
const asServerUser: readonly string[] =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--'] : []

function commandOf(program: string | undefined, ...args: string[]): [string, ...string[]] {
  const [first = '', ...rest] = [...asServerUser, program ?? 'postgres', ...args]
  return [first, ...rest]
}

/** Starts a PostgreSQL server of its own on a free port of loopback; it keeps its data over a restart. */
export async function startPostgres(): Promise<TestServer> {
  const folder = await createCluster()
  const port = await findFreePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  const start = (): Promise<() => Promise<void>> =>
    startServerProcess({
      command: commandOf(
        programs.postgres,
        ...['-D', join(folder, 'data'), '-p', String(port)],
        ...settings.flatMap((setting) => ['-c', setting]),
      ),
      serves: /database system is ready to accept connections/,
      // Fast shutdown: open connections are ended.
      stopSignal: 'SIGINT',
    })
  return createTestServer(`postgres://postgres@127.0.0.1:${port}/postgres`, folder, start)
}

async function createCluster(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-postgres-'))
  // The other account makes its own folder in here.
  if (asServerUser.length > 0) await chmod(folder, 0o777)
  const flags = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const [program, ...args] = commandOf(programs.initdb, '-D', join(folder, 'data'), ...flags)
  const made = spawnSync(program, args, { encoding: 'utf8', cwd: '/' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error?.message ?? ''}`)
  return folder
}
