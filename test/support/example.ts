import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What `--json` prints when the gateway is ready. */
export interface ReadyLine {
  readonly mcpUrl: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecretFile: string
  readonly user: string
  readonly passwordFile: string
}

/** The example of `npm start`, running. */
export interface RunningExample extends ReadyLine {
  readonly origin: string
  readonly clientSecret: string
  readonly password: string
  /** Lines the gateway logged so far. */
  readonly log: string[]
  passwordOf(login: string): string
  stop(): Promise<void>
}

/** Starts `examples/okta-guide` as `npm start` does, on a free port, with state of its own. */
export async function startExample(
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningExample> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-example-'))
  const child = fork(join(import.meta.dirname, '../../examples/okta-guide/start.js'), ['--json'], {
    env: {
      ...process.env,
      PORT: '0',
      SALLYPORT_STATE_DIR: join(folder, 'state'),
      BOOKSHOP_DATA: join(folder, 'bookshop.json'),
      ...environment,
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log: string[] = []
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
  const ready = await readReadyLine(child, log)
  const passwordOf = (login: string): string =>
    readFileSync(
      ready.passwordFile.replace(encodeURIComponent(ready.user), encodeURIComponent(login)),
      'utf8',
    ).trim()
  return {
    ...ready,
    origin: new URL(ready.mcpUrl).origin,
    clientSecret: readFileSync(ready.clientSecretFile, 'utf8').trim(),
    password: passwordOf(ready.user),
    log,
    passwordOf,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function readReadyLine(child: ChildProcess, log: readonly string[]): Promise<ReadyLine> {
  if (child.stdout === null) throw new Error('no stdout')
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as ReadyLine
  throw new Error(`the gateway printed no ready line: ${log.join('\n')}`)
}
