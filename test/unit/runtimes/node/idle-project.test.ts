import { expect, it } from 'vitest'
import { openIdleProject } from '../../../../src/runtimes/node/idle-project.ts'
import { createTempProject, identityFile } from '../../../support/temp-project.ts'

it('calls admin routes on the opened state, and holds it until it is closed', async () => {
  const routes = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} }
  const project = await createTempProject({
    'config/routes.oas.json': routes,
    'config/identity.jsonc': identityFile(),
  })
  const idle = await openIdleProject(project.folder, {})
  await expect(openIdleProject(project.folder, {})).rejects.toThrow('in use by another process')
  expect(await idle.call('POST', '/servers/mcp/rotate-keys', {})).toMatchObject({
    signingKeys: { keys: [{ state: 'active' }, { state: 'expired' }] },
  })
  await idle.close()
  await project.remove()
})
