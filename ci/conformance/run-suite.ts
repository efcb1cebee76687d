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
  if (!existsSync(suite)) throw new Error('Install the suite first: npm ci --prefix ci --ignore-scripts')
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  const expected = join(import.meta.dirname, `expected-failures.${revision}.yaml`)
  const child = spawn(
    process.execPath,
    ['--import', preload, suite, 'server', '--url', url]
      .concat(['--requirements', revision, '--expected-failures', expected])
      .concat(['--output-dir', folder]),
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  )
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [output, errors, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  try {
    return { exitCode, scenarios: await readScenarios(folder), output: output + errors }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each scenario has a folder `server-<scenario>-<time>` with its checks. */
async function readScenarios(folder: string): Promise<ReadonlyMap<string, readonly Check[]>> {
  const runs = (await readdir(folder)).map((name) => {
    const parts = /^server-(.+)-(\d{4}-\d{2}-\d{2}T[\d-]+Z)$/.exec(name)
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
