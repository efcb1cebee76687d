import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { entryUrl } from './bundle-test-files.ts'
import { readTestEvents, type TestOutcome } from './read-test-events.ts'

/** A run of test files. */
export interface TestRun {
  readonly folder: string
  /** Holds the bundles; what the run needs goes beside them. */
  readonly workFolder: string
  /** What the process of the tests is told; see `TestSession` in `sallyport/test`. */
  readonly session: object
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Standard output is left to whoever wants data; what tests print goes to standard error. */
  readonly quiet: boolean
}

/** How a run ended. */
export interface TestReport {
  /** `empty`: the filter, or the files, left nothing to run. */
  readonly outcome: 'passed' | 'failed' | 'empty'
  readonly tests: readonly TestOutcome[]
}

/** Node takes reporters as the default export of a module. */
const eventReporter = `export default async function* (events) {
  for await (const { type, data } of events) {
    if (!/^test:(?:start|pass|fail)$/.test(type)) continue
    const { name, nesting, skip, details } = data
    const error = details?.error?.cause ?? details?.error
    yield JSON.stringify({
      type, name, nesting,
      skipped: skip !== undefined && skip !== false,
      isSuite: details?.type === 'suite',
      durationMs: details?.duration_ms,
      error: error === undefined ? undefined : { message: String(error.message ?? error), stack: error.stack },
    }) + '\\n'
  }
}
`

/** Runs bundled test files in a process of their own under Node's test runner. */
export async function runTestFiles(run: TestRun): Promise<TestReport> {
  const path = (name: string): string => join(run.workFolder, name)
  await writeFile(path('session.json'), JSON.stringify(run.session), { mode: 0o600 })
  await writeFile(path('reporter.mjs'), eventReporter)
  const runner = new URL('test-session.js', entryUrl('sallyport/test')).href
  await writeFile(
    path('main.mjs'),
    `import { runSession } from ${JSON.stringify(runner)}\nawait runSession(${JSON.stringify(path('session.json'))})\n`,
  )
  const reporters = [...(run.quiet ? [] : [['spec', 'stdout']]), [path('reporter.mjs'), path('events.jsonl')]]
  const flags = reporters.flatMap(([reporter, destination]) => [
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${destination}`,
  ])
  const code = await runNode(['--enable-source-maps', ...flags, path('main.mjs')], run)
  const tests = readTestEvents(await readFile(path('events.jsonl'), 'utf8').catch(() => ''))
  return { outcome: code === 0 ? 'passed' : code === nothingSelected ? 'empty' : 'failed', tests }
}

/** What the process ends with when nothing was selected. */
const nothingSelected = 3

function runNode(args: readonly string[], run: TestRun): Promise<number | null> {
  // Set where tests run under Node's runner themselves, it would make this process speak the runner's own language.
  const { NODE_TEST_CONTEXT: _context, ...environment } = run.environment
  const child = spawn(process.execPath, args, {
    cwd: run.folder,
    env: environment,
    stdio: ['ignore', run.quiet ? 2 : 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}
