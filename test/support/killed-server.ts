import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ChildOptions } from './authorization-server-child.ts'
import { bundleModule } from './bundle-module.ts'
import { findFreePort } from './server-process.ts'

/** Authorization servers in a process of their own that is killed again and again. */
export interface KilledServer {
  readonly issuer: string
  /** No farewell: the process is gone at once, and another takes its place on the same port. */
  killAndRestart(): Promise<void>
  remove(): Promise<void>
}

/** What may differ from a file store with the people of the sample. */
export interface KilledServerOptions extends Pick<ChildOptions, 'environment' | 'logins'> {
  /** Writes into the state folder before the first start. */
  readonly prepare?: (folder: string) => Promise<void>
}

/** Starts the sample authorization servers; `remove` kills them for good. */
export async function startKilledServer(options: KilledServerOptions = {}): Promise<KilledServer> {
  const { prepare, ...rest } = options
  const module = await bundleModule('test/support/authorization-server-child.ts')
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-kill-'))
  await prepare?.(folder)
  const serving: ChildOptions = { folder, port: await findFreePort(), ...rest }
  const load = (): ChildProcess => fork('test/support/start-authorization-server-child.mjs', [module])
  // Loading takes longer than starting, so the next process does it while this one serves.
  let next = load()
  const start = async (): Promise<ChildProcess> => {
    const child = next
    next = load()
    child.send(serving)
    const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
    if (first !== 'ready') throw new Error(`The authorization server did not start: ${String(first)}`)
    return child
  }
  let current = await start()
  return {
    issuer: `http://127.0.0.1:${serving.port}/oauth2/mcp`,
    killAndRestart: async () => {
      const exit = once(current, 'exit')
      current.kill('SIGKILL')
      const [, signal] = (await exit) as [number | null, string | null]
      if (signal !== 'SIGKILL') throw new Error('The authorization server ended by itself.')
      current = await start()
    },
    remove: async () => {
      current.kill('SIGKILL')
      next.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
      await rm(dirname(fileURLToPath(module)), { recursive: true, force: true })
    },
  }
}
