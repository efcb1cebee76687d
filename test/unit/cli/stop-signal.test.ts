import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundleModule } from '../../support/bundle-module.ts'

let module = ''
beforeAll(async () => {
  module = await bundleModule('src/cli/stop-signal.ts')
})
afterAll(() => rm(dirname(fileURLToPath(module)), { recursive: true, force: true }))

let pids: number[] = []
afterEach(() => {
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  pids = []
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

interface Waiting {
  readonly child: ChildProcess
  /** Process id of what waits for the signal, which may be a grandchild. */
  readonly pid: number
  next(): Promise<string>
}

/** Starts a process that waits for a signal, says `stopped`, and then lingers as one with a request in flight does. */
async function startWaiting(shell: boolean, environment: Record<string, string> = {}): Promise<Waiting> {
  const code = `
    const { stopSignal } = await import(${JSON.stringify(module)})
    setInterval(() => undefined, 1000)
    const stopped = stopSignal(process.env)
    console.log(process.pid)
    await stopped
    console.log('stopped')`
  const node = [process.execPath, '--input-type=module', '-e', code]
  // Something after the command keeps a shell from becoming it.
  const [command = '', ...args] = shell ? ['sh', '-c', '"$@"; true', 'sh', ...node] : node
  const env = { PATH: process.env['PATH'], ...environment }
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<string> => String((await lines.next()).value)
  const pid = Number(await next())
  pids.push(pid)
  return { child, pid, next }
}

describe('stopSignal', () => {
  it('takes signals that come together for one, and a later one for impatience', async () => {
    const { child, next } = await startWaiting(false)
    child.kill('SIGTERM')
    child.kill('SIGTERM')
    child.kill('SIGINT')
    expect(await next()).toBe('stopped')
    const exit = once(child, 'exit')
    const later = setInterval(() => child.kill('SIGTERM'), 200)
    expect(await exit).toEqual([143, null])
    clearInterval(later)
  })

  it('under npm stops when the parent is gone, for npm passes no SIGTERM on', async () => {
    const { child, next } = await startWaiting(true, { npm_lifecycle_event: 'start' })
    child.kill('SIGKILL')
    expect(await next()).toBe('stopped')
  })

  it('elsewhere outlives its parent, as what a shell leaves in the background should', async () => {
    const { child, pid } = await startWaiting(true)
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(isAlive(pid)).toBe(true)
  })
})
