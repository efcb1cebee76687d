import { mkdtemp } from 'node:fs/promises'
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

const program = findProgram('redis-server')

/** Whether tests with a Redis server run here. */
export const redisIsHere = mayRunWith({ 'redis-server': program }, 'a store in Redis')

/** Starts a Redis server of its own on a free port of loopback; it keeps its data over a restart. */
export async function startRedis(options: readonly string[] = []): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-redis-'))
  const port = await findFreePort()
  const start = (): Promise<() => Promise<void>> =>
    startServerProcess({
      command: [
        program ?? 'redis-server',
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
        ...['--appendonly', 'yes', '--save', '', '--daemonize', 'no', ...options],
      ],
      serves: /Ready to accept connections/,
      stopSignal: 'SIGTERM',
    })
  return createTestServer(`redis://127.0.0.1:${port}`, folder, start)
}
