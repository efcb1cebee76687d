import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuthorizationServerWorld } from '../../test/support/authorization-server-world.ts'
import { createBrowser } from '../../test/support/browser.ts'
import { clientIdMetadataOf } from '../../test/support/identity-parts.ts'
import { startNodeServer } from '../../test/support/node-server.ts'
import { startRegisteringWorld } from '../../test/support/register-client.ts'
import { judgeScenario } from './judge-run.ts'
import { pinnedAuthorizationChecks } from './pinned-checks.ts'
import { runAuthorizationSuite, type SuiteRun } from './run-suite.ts'

let world: AuthorizationServerWorld
let run: SuiteRun

beforeAll(async () => {
  world = await startRegisteringWorld({ clientIdMetadata: clientIdMetadataOf() })
  run = await runAuthorizationSuite({
    issuer: world.issuer,
    clientId: 'native',
    resource: `${world.origin}/mcp`,
    port: await findFreePort(),
    browse: signInAndReturn,
  })
})

afterAll(() => world.close())

/** Signs in on the real page, and goes where a browser would be sent: to the suite. */
async function signInAndReturn(authorizeUrl: string): Promise<void> {
  const browser = createBrowser()
  const page = await browser.follow(authorizeUrl)
  const { away } = await browser.signIn(page, 'alex@example.com', 'correct horse')
  if (away === undefined) throw new Error('The sign-in led nowhere.')
  await fetch(away)
}

async function findFreePort(): Promise<number> {
  const server = await startNodeServer(() => undefined)
  await server.close()
  return server.port
}

test.each(Object.entries(pinnedAuthorizationChecks))('%s', (scenario, pinned) => {
  expect(judgeScenario(run, scenario, pinned, [])).toEqual([])
})

test('ran every scenario that is pinned here, and no other', () => {
  expect([...run.scenarios.keys()].sort()).toEqual(Object.keys(pinnedAuthorizationChecks).sort())
})

test('is accepted by the suite itself', () => {
  expect(run.exitCode, run.output).toBe(0)
})
