import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ownerOf, withOktaSession } from '../../../../src/cli/okta/session.ts'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let org: OktaOrg
let project: TempProject
beforeEach(async () => {
  org = await createOktaOrg()
  project = await createTempProject({
    'config/identity.jsonc': { owner: 'me', groups: [{ name: 'staff' }] },
    '.env': `OKTA_ORG_URL=${org.origin}\nOKTA_API_TOKEN=${org.apiToken}\n`,
  })
  for (const name of ['OKTA_ORG_URL', 'OKTA_API_TOKEN', 'SALLYPORT_STATE_DIR']) vi.stubEnv(name, undefined)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await org.close()
  await project.remove()
})

test('a session plans the file, or its removal, with the credential of .env', async () => {
  const flags = { json: false }
  const plans = await withOktaSession(project.folder, flags, { exclusive: false }, async (session) => {
    expect(session.owner).toBe('me')
    expect(session.secretFile('web')).toContain(join('.sallyport', 'okta'))
    return [await session.plan({ adopt: false }), await session.plan({ adopt: false, destroy: true })]
  })
  expect(plans.map(({ changes }) => changes.map(({ action }) => action))).toEqual([['create'], []])
  expect((await stat(join(project.folder, '.sallyport'))).mode & 0o777).toBe(0o700)
})

test('two that change something are kept apart', async () => {
  const open = (run: () => Promise<unknown>) =>
    withOktaSession(project.folder, { json: false }, { exclusive: true }, run)
  await open(async () => {
    await expect(open(async () => undefined)).rejects.toThrow('is applying already')
  })
})

test('the owner is the one of the file, else the folder in plain characters', () => {
  expect(ownerOf({ owner: 'me' }, '/a/b')).toBe('me')
  expect(ownerOf({ owner: undefined }, '/a/My project')).toBe('My-project')
  expect(ownerOf({ owner: undefined }, '/a/..')).toBe('project')
})
