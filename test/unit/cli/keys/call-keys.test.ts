import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { callKeys, type IssuedDescription } from '../../../../src/cli/keys/call-keys.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let project: TempProject
beforeEach(async () => {
  project = await createTempProject({
    'config/routes.oas.json': { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} },
  })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await project.remove()
})

it('keeps keys from one opening to the next', async () => {
  const issued = await callKeys<IssuedDescription>(project.folder, 'POST', '', { consumer: 'shop' })
  expect(await callKeys(project.folder, 'GET', '', {})).toMatchObject({
    consumers: [{ name: 'shop', keys: [{ id: issued.keyId }] }],
  })
})

it('says what is wrong', async () => {
  const rotate = callKeys(project.folder, 'POST', '/nobody/rotate', {})
  await expect(rotate).rejects.toThrow('There is no consumer "nobody"')
  await expect(callKeys(project.folder, 'GET', '', { bucket: 'a:b' })).rejects.toThrow('bucket: is 1 to 64')
  vi.stubEnv('SALLYPORT_STATE_URL', 'memory:')
  await expect(callKeys(project.folder, 'GET', '', {})).rejects.toThrow('none runs')
})
