import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A server of a test that can be stopped and started again on its port. */
export interface TestServer {
  readonly url: string
  /** Stops the process and keeps the data. */
  stop(): Promise<void>
  /** Starts it again after `stop`. */
  start(): Promise<void>
  /** Stops the process and removes the data. */
  remove(): Promise<void>
}

/** False, said aloud, when programs are absent; in continuous integration their tests run and fail instead. */
export function mayRunWith(programs: Readonly<Record<string, string | undefined>>, what: string): boolean {
  const missing = Object.keys(programs).filter((name) => programs[name] === undefined)
  if (missing.length === 0 || process.env['CI'] === 'true') return true
  console.warn(`SKIPPED: ${what} needs ${missing.join(', ')}.`)
  return false
}

/** The path of a program, or undefined. */
export function findProgram(name: string): string | undefined {
  const found = spawnSync('which', [name], { encoding: 'utf8' })
  return found.status === 0 ? found.stdout.trim() : undefined
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A process that prints a line when it serves. */
export interface ServerCommand {
  readonly command: readonly [program: string, ...args: string[]]
  readonly serves: RegExp
  /** Signal that ends it in good order. */
  readonly stopSignal: NodeJS.Signals
}

/** Starts the process and resolves when it serves; it does not outlive the test process. */
export async function startServerProcess(input: ServerCommand): Promise<() => Promise<void>> {
  const [program, ...args] = input.command
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'exit')
  await sawLine(child, input.serves)
  return async () => {
    child.kill(input.stopSignal)
    await ended
    process.off('exit', kill)
  }
}

async function sawLine(child: ChildProcess, pattern: RegExp): Promise<void> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString()
      if (pattern.test(output)) resolve()
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`The server ended before it served:\n${output}`)))
  })
}

/** A server that was started, with its data in a folder. */
export async function createTestServer(
  url: string,
  folder: string,
  start: () => Promise<() => Promise<void>>,
): Promise<TestServer> {
  let stop: (() => Promise<void>) | undefined = await start()
  const server: TestServer = {
    url,
    stop: async () => {
      await stop?.()
      stop = undefined
    },
    start: async () => {
      stop = await start()
    },
    remove: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return server
}
