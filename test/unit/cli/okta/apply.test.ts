import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { applyAndTell, type ApplyOptions } from '../../../../src/cli/okta/apply.ts'
import { withOktaSession } from '../../../../src/cli/okta/session.ts'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { createTempProject, oktaPolicy, type TempProject } from '../../../support/temp-project.ts'

let org: OktaOrg
let project: TempProject
beforeEach(async () => {
  org = await createOktaOrg()
  vi.stubEnv('OKTA_ORG_URL', org.origin)
  vi.stubEnv('OKTA_API_TOKEN', org.apiToken)
  project = await createTempProject({
    'config/identity.jsonc': {
      authorizationServers: [{ id: 'mcp', name: 'M', audience: 'https://g/mcp' }],
      clients: [{ id: 'mcp-service', name: 'S', type: 'service', grantTypes: ['client_credentials'] }],
    },
    'config/policies.json': { policies: [oktaPolicy('okta', 'https://old', '$env(AUDIENCE)')] },
  })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await org.close()
  await project.remove()
})
const apply = (options: Partial<ApplyOptions> = {}) =>
  withOktaSession(project.folder, { json: false }, { exclusive: true }, async (session) =>
    applyAndTell(session, await session.plan({ adopt: false }), {
      secretCommand: undefined,
      writeProject: true,
      onProgress: () => undefined,
      ...options,
    }),
  )

test('issuer and audience are written where the project says them', async () => {
  const { servers, written, secrets } = await apply()
  expect(written).toEqual(['config/policies.json', '.env'])
  const issuer = servers[0]?.issuer ?? ''
  expect(await readFile(join(project.folder, 'config/policies.json'), 'utf8')).toContain(issuer)
  expect(await readFile(join(project.folder, '.env'), 'utf8')).toBe('AUDIENCE=https://g/mcp\n')
  expect((await stat(join(project.folder, '.env'))).mode & 0o777).toBe(0o600)
  expect((await stat(secrets[0]?.file ?? '')).mode & 0o777).toBe(0o600)
})

test('a project can be left as it is', async () => {
  const lines: string[] = []
  const { written } = await apply({ writeProject: false, onProgress: (line) => lines.push(line) })
  expect(written).toEqual([])
  expect(lines).toEqual(['1/2 create client "mcp-service"', '2/2 create authorization server "M"'])
})
