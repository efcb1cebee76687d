import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What the suite says of one check. */
export type CheckStatus = 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO'

/** One check of a scenario, as the suite writes it down. */
export interface Check {
  readonly id: string
  readonly description: string
  readonly status: CheckStatus
  readonly errorMessage?: string
}

/** What came of a run of the suite. */
export interface SuiteRun {
  /** 0 when nothing failed but what was expected to, and everything that was expected to fail did. */
  readonly exitCode: number | null
  /** Checks by scenario, in the order they ran. */
  readonly scenarios: ReadonlyMap<string, readonly Check[]>
  readonly output: string
}

const suite = join(import.meta.dirname, '../node_modules/@modelcontextprotocol/conformance/dist/index.js')
const preload = join(import.meta.dirname, 'glob-sync-on-node-20.js')

/** Runs every server scenario that a revision requires, and those it reports without scoring, against an endpoint. */
export async function runSuite(url: string, revision: string): Promise<SuiteRun> {
  const expected = join(import.meta.dirname, `expected-failures.${revision}.yaml`)
  return spawnSuite(['server', '--url', url, '--requirements', revision, '--expected-failures', expected])
}

/** Who signs in, for the scenarios of authorization servers. */
export interface SuiteSignIn {
  readonly issuer: string
  readonly clientId: string
  readonly resource: string
  /** Where the suite waits for the code; a free port of loopback. */
  readonly port: number
  /** Does what a person does with the address that the suite prints: signs in, and follows where it leads. */
  browse(authorizeUrl: string): Promise<void>
}

/** Runs every scenario for authorization servers against an issuer. */
export function runAuthorizationSuite(input: SuiteSignIn): Promise<SuiteRun> {
  const args = ['authorization', '--url', input.issuer, '--client-id', input.clientId].concat([
    '--resource',
    input.resource,
    '--port',
    String(input.port),
  ])
  return spawnSuite(args, (output) => {
    const [url] = /https?:\/\/\S+\/authorize\?\S+(?=\s)/.exec(output) ?? []
    return url === undefined ? undefined : input.browse(url)
  })
}

/** Runs the suite; `onOutput` sees what was printed until it has found what it waits for. */
async function spawnSuite(
  args: readonly string[],
  onOutput?: (output: string) => Promise<void> | undefined,
): Promise<SuiteRun> {
  if (!existsSync(suite)) throw new Error('Install the suite first: npm ci --prefix ci --ignore-scripts')
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  const child = spawn(process.execPath, ['--import', preload, suite, ...args, '--output-dir', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  })
  let printed = ''
  let failure = ''
  let found: Promise<void> | undefined
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
    found ??= onOutput?.(printed)?.catch((error: unknown) => {
      failure = String(error)
      // The suite would wait for minutes.
      child.kill()
    })
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [output, errors, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  try {
    return { exitCode, scenarios: await readScenarios(folder), output: output + errors + failure }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each scenario has a folder `<mode>-<scenario>-<time>` with its checks. */
async function readScenarios(folder: string): Promise<ReadonlyMap<string, readonly Check[]>> {
  const runs = (await readdir(folder)).map((name) => {
    const parts = /^(?:authorization-)?server-(.+)-(\d{4}-\d{2}-\d{2}T[\d-]+Z)$/.exec(name)
    if (parts?.[1] === undefined || parts[2] === undefined) throw new Error(`not a scenario: ${name}`)
    return { name, scenario: parts[1], at: parts[2] }
  })
  const read = runs
    .sort((one, other) => one.at.localeCompare(other.at))
    .map(async ({ name, scenario }) => {
      const checks = JSON.parse(await readFile(join(folder, name, 'checks.json'), 'utf8')) as Check[]
      return [scenario, checks] as const
    })
  return new Map(await Promise.all(read))
}
