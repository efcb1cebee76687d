import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SigningAuthority } from '../../test/support/signing-authority.ts'
import { countPassed, judgeScenario, readExpectedFailures } from './judge-run.ts'
import { pinnedChecks } from './pinned-checks.ts'
import { runSuite, type SuiteRun } from './run-suite.ts'
import { guard, startProject, type RunningProject } from './start-project.ts'
import { startTokenProxy } from './token-proxy.ts'

/** All that may ever fail, however long the lists of expected failures become; the tasks extension scores nothing. */
const decidedFailures: Readonly<Record<string, readonly string[]>> = {
  '2025-11-25': [
    'tools-call-sampling',
    'tools-call-elicitation',
    'elicitation-sep1034-defaults',
    'elicitation-sep1330-enums',
    'server-sse-polling',
  ],
  '2026-07-28': [],
}

let project: RunningProject
const running: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  project = await startProject()
  running.push(project)
})

afterAll(async () => {
  for (const thing of running.reverse()) await thing.stop()
})

describe.each(Object.entries(pinnedChecks))('MCP %s', (revision, pins) => {
  const expected = readExpectedFailures(revision)
  let run: SuiteRun

  beforeAll(async () => {
    run = await runSuite(project.mcpUrl, revision)
    console.log(summarize(run, revision))
  })

  test.each(Object.entries(pins))('%s', (scenario, pinned) => {
    expect(judgeScenario(run, scenario, pinned, expected)).toEqual([])
  })

  test('ran every scenario that is pinned here, and no other', () => {
    expect([...run.scenarios.keys()].sort()).toEqual(Object.keys(pins).sort())
  })

  test('fails nothing but what was decided', () => {
    const failed = [...run.scenarios].filter(([, checks]) =>
      checks.some(({ status }) => status === 'FAILURE'),
    )
    const names = failed.map(([name]) => name).filter((name) => !name.startsWith('tasks-'))
    expect(decidedFailures[revision]).toEqual(expect.arrayContaining(names))
  })

  test('is accepted by the suite itself, with what is expected to fail', () => {
    expect(run.exitCode, run.output).toBe(0)
  })
})

test('behind a policy that wants a token nothing is lost', async () => {
  const revision = '2026-07-28'
  const pins = pinnedChecks[revision] ?? {}
  const authority = await SigningAuthority.start()
  running.push(authority)
  const audience = 'https://mcp.example.com/mcp'
  const guarded = await startProject((folder) => guard(folder, authority.issuer, audience))
  running.push(guarded)
  const proxy = await startTokenProxy(guarded.mcpUrl, await authority.token({ claims: { aud: audience } }))
  running.push({ stop: () => proxy.close() })
  expect((await fetch(guarded.mcpUrl, { method: 'POST' })).status).toBe(401)
  const run = await runSuite(`${proxy.url}/mcp`, revision)
  const expected = readExpectedFailures(revision)
  const verdicts = Object.entries(pins).map(
    ([scenario, pinned]) => [scenario, judgeScenario(run, scenario, pinned, expected)] as const,
  )
  expect(verdicts.filter(([, verdict]) => verdict.length > 0)).toEqual([])
})

function summarize({ scenarios }: SuiteRun, revision: string): string {
  const rows = [...scenarios].map(([name, checks]) => {
    const bad = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING')
    return `  ${String(countPassed(checks)).padStart(3)} passed${bad.length > 0 ? `, ${bad.length} not` : ''}  ${name}`
  })
  const total = [...scenarios.values()].reduce((sum, checks) => sum + countPassed(checks), 0)
  return [`MCP ${revision}: ${scenarios.size} scenarios, ${total} checks passed`, ...rows].join('\n')
}
