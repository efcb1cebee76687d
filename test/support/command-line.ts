import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** The real command line as a child process. */
export interface RunningCommand {
  readonly child: ChildProcess
  /** Everything written so far. */
  readonly stdout: () => string
  readonly stderr: () => string
  /** Resolves once the standard output (or the error output) matches. */
  saw(pattern: RegExp, stream?: 'stdout' | 'stderr'): Promise<void>
  /** Exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>
}

const bin = join(import.meta.dirname, '../../bin/sallyport.js')

/** Starts `sallyport` with arguments; variables are added to a small environment of its own. */
export function startCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RunningCommand {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const saw: RunningCommand['saw'] = (pattern, stream = 'stdout') =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(written[stream])) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
      void ended.then(() => reject(new Error(`it ended first: ${written.stdout}${written.stderr}`)))
    })
  return { child, stdout: () => written.stdout, stderr: () => written.stderr, saw, ended }
}

/** What a command said and how it ended. */
export interface CommandOutcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `sallyport` to its end. */
export async function runCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandOutcome> {
  const { ended, stdout, stderr } = startCommandLine(args, environment)
  const code = await ended
  return { code, stdout: stdout(), stderr: stderr() }
}
