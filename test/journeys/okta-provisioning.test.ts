import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOktaOrg, type OktaOrg } from '../../src/testing/index.ts'
import { runCommandLine, startCommandLine, type CommandOutcome } from '../support/command-line.ts'
import { callOkta, listOkta, policyBody, ruleBody } from '../support/okta-calls.ts'
import { createOktaProject, provisionedFile, type OktaProject } from '../support/okta-project.ts'

let org: OktaOrg
let project: OktaProject
beforeEach(async () => {
  org = await createOktaOrg({ pageSize: 3 })
  project = await createOktaProject(org)
})
afterEach(async () => {
  await org.close()
  await project.remove()
})

const okta = (command: string, ...flags: string[]): Promise<CommandOutcome> => project.okta(command, ...flags)
const environment = (): Record<string, string> => project.environment
const apps = () => listOkta(org, '/api/v1/apps?limit=200')
const servers = () => listOkta(org, '/api/v1/authorizationServers')
const ourServer = () => project.serverPath()

async function secretsOfOrg(): Promise<string[]> {
  const lists = await Promise.all(
    (await apps()).map(({ id }) => listOkta(org, `/api/v1/apps/${String(id)}/credentials/secrets`)),
  )
  return lists.flat().map(({ client_secret: secret }) => String(secret))
}

test('plan, apply, plan again, a change by hand, plan, destroy', async () => {
  const planned = await okta('plan', '--detailed-exitcode')
  expect(planned.code).toBe(3)
  expect(planned.stdout).toContain('+ create authorization server "MCP Server Authorization"')
  expect(planned.stdout).toContain('audience: "https://gateway.example.com/mcp"')
  expect(planned.stdout).toContain('Plan: 11 to create, 0 unchanged.')
  expect(await apps()).toEqual([])

  const applied = await okta('apply', '--yes')
  expect(applied, applied.stderr).toMatchObject({ code: 0 })
  expect(applied.stderr).toContain('11/11 create rule "Anybody"')
  const issuer = `${org.origin}/oauth2/${(await ourServer()).split('/').at(-1)}`
  expect(applied.stdout).toContain(`issuer of mcp: ${issuer}`)
  expect(await readFile(join(project.folder, '.env'), 'utf8')).toBe(
    `# kept\nOTHER=1\nOKTA_ISSUER=${issuer}\nOKTA_AUDIENCE=https://gateway.example.com/mcp\n`,
  )

  expect(await okta('plan', '--detailed-exitcode')).toMatchObject({
    code: 0,
    stdout: 'No changes: 11 as declared.\n',
  })
  expect((await okta('apply', '--yes')).stderr).toBe('')

  const path = await ourServer()
  const [scope] = (await listOkta(org, `${path}/scopes?q=mcp:access`)) as { id: string }[]
  await callOkta(org, 'PUT', `${path}/scopes/${scope?.id}`, { name: 'mcp:access', default: false })
  const [policy] = (await listOkta(org, `${path}/policies`)) as { id: string }[]
  await callOkta(org, 'POST', `${path}/policies/${policy?.id}/lifecycle/deactivate`)
  await callOkta(org, 'POST', `${path}/policies`, policyBody('By hand'))
  await callOkta(org, 'POST', '/api/v1/groups', { profile: { name: 'strangers' } })
  const drift = (await okta('plan')).stdout
  expect(drift).toContain('~ update scope "mcp:access"')
  expect(drift).toContain('default: false -> true')
  expect(drift).toContain('status: "INACTIVE" -> "ACTIVE"')
  expect(drift).toContain('foreign access policy "By hand"  (not ours, left alone)')
  expect((await okta('apply', '--yes')).code).toBe(0)
  expect((await okta('plan')).stdout).toContain('No changes: 11 as declared.')

  // The server holds something that somebody else made, so it stays; everything else goes.
  const kept = await okta('destroy', '--yes')
  expect(kept.stdout).toContain('keep authorization server')
  expect(await apps()).toEqual([])
  expect((await listOkta(org, `${path}/policies`)).map(({ name }) => name)).toEqual(['By hand'])
  const [byHand] = (await listOkta(org, `${path}/policies`)) as { id: string }[]
  await callOkta(org, 'DELETE', `${path}/policies/${byHand?.id}`)
  expect((await okta('destroy', '--yes')).code).toBe(0)
  expect((await servers()).map(({ name }) => name)).toEqual(['default'])
  const groups = (await listOkta(org, '/api/v1/groups')).map(
    ({ profile }) => (profile as { name: string }).name,
  )
  expect(groups).toEqual(['Everyone', 'strangers'])
})

test('what the file no longer says is deleted, renamed or replaced, field by field', async () => {
  await okta('apply', '--yes')
  await project.write(
    'config/identity.jsonc',
    provisionedFile({
      rule: { name: 'Everybody' },
      scopes: [{ name: 'mcp:access', default: true }, { name: 'mcp:admin2' }],
    }),
  )
  const broken = await okta('plan')
  expect(broken.code).toBe(1)
  expect(broken.stderr).toContain('No scope is called "mcp:admin"')

  const file = JSON.stringify(
    provisionedFile({
      rule: { name: 'Everybody' },
      scopes: [{ name: 'mcp:access', default: true }, { name: 'mcp:admin2' }],
    }),
  ).replaceAll('"mcp:admin"', '"mcp:admin2"')
  await project.write('config/identity.jsonc', file)
  const { stdout } = await okta('plan')
  expect(stdout).toContain('- delete rule "Anybody"')
  expect(stdout).toContain('- delete scope "mcp:admin"')
  expect(stdout).toContain('scopes: ["mcp:access", "mcp:admin"] -> ["mcp:access", "mcp:admin2"]')
  expect((await okta('apply', '--yes')).code).toBe(0)
  expect((await okta('plan')).stdout).toContain('No changes: 11 as declared.')
})

test('a secret is kept in a file of its owner or handed to a command, and printed nowhere', async () => {
  const applied = await okta('apply', '--yes', '--json')
  const [webSecret = '', serviceSecret = ''] = await secretsOfOrg()
  const { secrets } = JSON.parse(applied.stdout) as { secrets: { client: string; file: string }[] }
  expect(secrets.map(({ client: id }) => id)).toEqual(['mcp-web-client', 'mcp-service-client'])
  expect(await readFile(secrets[0]?.file ?? '', 'utf8')).toBe(`${webSecret}\n`)
  const files = await project.stateFiles()
  expect(files.filter(([, mode]) => mode !== '600' && mode !== '700' && mode !== '644')).toEqual([])
  const modes = new Map(files.map(([path, mode]) => [path.split('/').at(-1), mode]))
  expect(modes.get('journal.json')).toBe('600')
  expect(modes.get('client-mcp-web-client.secret')).toBe('600')

  await okta('destroy', '--yes')
  const taken = join(project.folder, 'taken')
  const command = `cat > ${taken}-$SALLYPORT_CLIENT`
  expect((await project.stateFiles()).filter(([path]) => path.endsWith('.secret'))).toEqual([])
  const piped = await okta('apply', '--yes', '--secret-command', command)
  const [, newService = ''] = await secretsOfOrg()
  expect(await readFile(`${taken}-mcp-service-client`, 'utf8')).toBe(newService)

  const outputs = await Promise.all([
    okta('plan'),
    okta('plan', '--json'),
    okta('verify'),
    okta('verify', '--json'),
  ])
  const said = JSON.stringify([applied, piped, ...outputs])
  for (const secret of [webSecret, serviceSecret, newService, org.apiToken])
    expect(said).not.toContain(secret)
  const journal = files.find(([path]) => path.endsWith('journal.json'))?.[0] ?? ''
  expect(await readFile(journal, 'utf8')).not.toContain(newService)
})

test('an apply that dies between two steps, or in one, goes on and makes nothing twice', async () => {
  // The answer to the server's creation is lost with the connection, and the process dies while it tries again.
  org.disturb({ kind: 'lost', method: 'POST', path: /\/authorizationServers$/ })
  org.disturb({ kind: 'unavailable', method: 'GET', path: /\/authorizationServers$/, times: 50, after: 1 })
  const dying = startCommandLine(['okta', 'apply', project.folder, '--yes'], environment())
  await dying.saw(/create authorization server/, 'stderr')
  await expect
    .poll(() => org.calls.filter((call) => call === 'POST /api/v1/authorizationServers').length)
    .toBe(1)
  dying.child.kill('SIGKILL')
  await dying.ended

  await waitForCalm()
  expect((await okta('plan')).stderr).toContain('The last apply stopped at step')
  const again = await okta('apply', '--yes')
  expect(again, again.stderr).toMatchObject({ code: 0 })
  expect((await okta('plan')).stdout).toContain('No changes: 11 as declared.')
  expect((await apps()).length).toBe(2)
  expect((await servers()).length).toBe(2)
  expect((await secretsOfOrg()).length).toBe(2)
})

/** Uses up what is left of the disturbances. */
async function waitForCalm(): Promise<void> {
  const isDisturbed = async () => (await callOkta(org, 'GET', '/api/v1/authorizationServers')).status !== 200
  while (await isDisturbed());
}

test('limits, locks and failures are waited out; what is refused is explained', async () => {
  org.disturb({ kind: 'reconciling', method: 'POST', path: /\/rules$/, times: 2 })
  org.disturb({ kind: 'unavailable', method: 'POST', path: /\/scopes$/ })
  org.disturb({ kind: 'cut', method: 'POST', path: /\/apps$/ })
  const applied = await okta('apply', '--yes')
  expect(applied, applied.stderr).toMatchObject({ code: 0 })
  expect((await apps()).length).toBe(2)

  const wrong = await runCommandLine(['okta', 'plan', project.folder], {
    ...environment(),
    OKTA_API_TOKEN: 'canary-token',
  })
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toContain('401 E0000011')
  expect(wrong.stderr).toContain('Make a new one under Security > API > Tokens')
  expect(wrong.stderr + wrong.stdout).not.toContain('canary-token')

  const poor = await createOktaOrg({ apiAccessManagement: false })
  const refused = await runCommandLine(['okta', 'verify', project.folder, '--json'], {
    ...environment(),
    OKTA_ORG_URL: poor.origin,
    OKTA_API_TOKEN: poor.apiToken,
  })
  expect(refused.code).toBe(1)
  expect(refused.stdout).toContain('API Access Management')
  await poor.close()
})

test('what somebody made by hand is a conflict until it is adopted', async () => {
  await callOkta(org, 'POST', '/api/v1/authorizationServers', {
    name: 'MCP Server Authorization',
    description: 'By hand',
    audiences: ['https://gateway.example.com/mcp'],
  })
  const path = await ourServer()
  await callOkta(org, 'POST', `${path}/scopes`, { name: 'mcp:access' })
  const policy = await callOkta(org, 'POST', `${path}/policies`, policyBody('Older'))
  await callOkta(org, 'POST', `${path}/policies/${String(policy.body['id'])}/rules`, ruleBody('Older rule'))
  const refused = await okta('apply', '--yes')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('not made from this file')
  expect(await apps()).toEqual([])
  const adopted = await okta('apply', '--yes', '--adopt')
  expect(adopted, adopted.stderr).toMatchObject({ code: 0 })
  expect((await servers()).length).toBe(2)
  expect((await callOkta(org, 'GET', path)).body['description']).toContain(
    'managed-by=sallyport owner=bookshop',
  )
  expect((await listOkta(org, `${path}/policies`)).map(({ name }) => name).sort()).toEqual([
    'MCP Clients',
    'Older',
  ])
  expect((await okta('plan')).stdout).toContain('No changes')
})
