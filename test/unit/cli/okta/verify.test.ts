import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withOktaSession } from '../../../../src/cli/okta/session.ts'
import { formatFindings, verifySession } from '../../../../src/cli/okta/verify.ts'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let org: OktaOrg
let project: TempProject
beforeEach(async () => {
  org = await createOktaOrg()
  vi.stubEnv('OKTA_ORG_URL', org.origin)
  vi.stubEnv('OKTA_API_TOKEN', org.apiToken)
  project = await createTempProject({ 'config/identity.jsonc': { groups: [{ name: 'staff' }] } })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await org.close()
  await project.remove()
})

test('what is not there yet is found', async () => {
  const findings = await withOktaSession(project.folder, { json: false }, { exclusive: false }, verifySession)
  expect(findings.find(({ check }) => check === 'as declared')).toMatchObject({ outcome: 'failed' })
})

test('findings read line by line, with what to do', () => {
  expect(
    formatFindings([
      { check: 'a', outcome: 'ok', message: 'Well.' },
      { check: 'b', outcome: 'failed', message: 'Not well.', hint: 'Mend it.' },
    ]),
  ).toBe('ok       a: Well.\nFAILED   b: Not well.\n         Mend it.')
})
