import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { orThrow, withRegistry } from '../../../../src/cli/keys/with-registry.ts'
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
  const issued = await withRegistry(project.folder, 'default', async (registry) =>
    orThrow(await registry.create({ consumer: 'shop' })),
  )
  const listed = await withRegistry(project.folder, 'default', (registry) => registry.list(10))
  expect(listed[0]?.keys.map(({ id }) => id)).toEqual([issued.keyId])
})

it('says what is wrong', async () => {
  const rotate = withRegistry(project.folder, 'default', async (registry) =>
    orThrow(await registry.rotate({ consumer: 'nobody' }, 0)),
  )
  await expect(rotate).rejects.toThrow('There is no consumer "nobody"')
  await expect(withRegistry(project.folder, 'a:b', async () => 0)).rejects.toThrow('cannot be a bucket')
  vi.stubEnv('SALLYPORT_STATE_URL', 'memory:')
  await expect(withRegistry(project.folder, 'default', async () => 0)).rejects.toThrow('forgets keys')
})
