import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Check, SuiteRun } from './run-suite.ts'

/** What is wrong about one scenario; empty when nothing is. */
export type Verdict = readonly string[]

/** Scenarios, or checks of one as `scenario:check`, that are expected to fail. */
export function readExpectedFailures(revision: string): readonly string[] {
  const file = join(import.meta.dirname, `expected-failures.${revision}.yaml`)
  const { server } = parse(readFileSync(file, 'utf8')) as { server: string[] | null }
  return server ?? []
}

/**
 * Judges a scenario: a check that failed or warned although nothing excuses it, an excuse that nothing needs, and fewer
 * passed checks than there were are all wrong.
 */
export function judgeScenario(
  run: SuiteRun,
  scenario: string,
  pinned: number,
  expected: readonly string[],
): Verdict {
  const checks = run.scenarios.get(scenario)
  if (checks === undefined) return ['it did not run']
  const isExcused = ({ id }: Check): boolean =>
    expected.includes(scenario) || expected.includes(`${scenario}:${id}`)
  const bad = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING')
  const stale = expected.filter((entry) => {
    const [name, check] = entry.split(':', 2)
    return name === scenario && !bad.some(({ id }) => check === undefined || check === id)
  })
  const passed = countPassed(checks)
  return [
    ...bad.filter((check) => !isExcused(check)).map(describe),
    ...stale.map((entry) => `${entry} is expected to fail and does not: take it out of the list`),
    ...(passed < pinned ? [`${passed} checks passed; there were ${pinned}`] : []),
  ]
}

/** How many checks of a scenario passed. */
export function countPassed(checks: readonly Check[]): number {
  return checks.filter(({ status }) => status === 'SUCCESS').length
}

function describe({ id, status, description, errorMessage }: Check): string {
  return `${status} ${id}: ${errorMessage ?? description}`
}
