import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { oktaCommand } from '../../../../src/cli/commands/okta.ts'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { listOkta } from '../../../support/okta-calls.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'
import { captureTerminal, type TerminalOutput } from '../../../support/terminal.ts'

let org: OktaOrg
let project: TempProject
beforeEach(async () => {
  org = await createOktaOrg()
  project = await createTempProject({
    'config/identity.jsonc': {
      authorizationServers: [{ id: 'mcp', name: 'M', audience: 'https://g/mcp' }],
      clients: [{ id: 'mcp-service', name: 'S', type: 'service', grantTypes: ['client_credentials'] }],
    },
  })
  vi.stubEnv('OKTA_ORG_URL', org.origin)
  vi.stubEnv('OKTA_API_TOKEN', org.apiToken)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await org.close()
  await project.remove()
})
const run = (command: string, ...flags: string[]): Promise<TerminalOutput> =>
  captureTerminal(() => oktaCommand().parseAsync([command, project.folder, ...flags], { from: 'user' }))

it('plans, applies, verifies and destroys, each as JSON too', async () => {
  expect(JSON.parse((await run('plan', '--json')).stdout)).toMatchObject({ changed: true, problems: [] })
  expect((await run('plan', '--detailed-exitcode')).exitCode).toBe(3)
  const applied = JSON.parse((await run('apply', '--json', '--yes')).stdout) as {
    servers: { issuer: string }[]
  }
  expect(applied).toMatchObject({
    ok: true,
    done: 2,
    clients: [{ id: 'mcp-service', clientId: 'mcp-service' }],
  })
  expect(applied.servers[0]?.issuer).toMatch(new RegExp(`^${org.origin}/oauth2/aus`))
  expect((await run('plan', '--detailed-exitcode')).exitCode).toBeUndefined()
  const verified = await run('verify', '--json')
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true })
  expect((await run('verify')).stdout).toMatch(/^ok {7}organization: /)
  expect((await run('destroy', '--yes')).stdout).toContain('2 deleted.')
  expect(await listOkta(org, '/api/v1/apps')).toEqual([])
})

it('asks before it changes anything', async () => {
  await expect(run('apply')).rejects.toThrow('Nobody is here to be asked')
  expect(await listOkta(org, '/api/v1/apps')).toEqual([])
})

it('applies no plan with a problem', async () => {
  await project.write('config/identity.jsonc', {
    clients: [{ id: 'mcp-web', name: 'W', type: 'web', grantTypes: ['authorization_code'] }],
  })
  const { stdout, exitCode } = await run('apply', '--json', '--yes')
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    problems: ['Okta wants a redirect URI for "mcp-web".'],
  })
})
