import { expect, test } from 'vitest'
import { findTestFiles } from '../../../../src/cli/project-tests/find-test-files.ts'
import { createTempProject } from '../../../support/temp-project.ts'

test('test files are found below tests/, and nothing else', async () => {
  const { folder, remove } = await createTempProject({
    'tests/b.test.ts': '',
    'tests/deep/a.test.mjs': '',
    'tests/deep/node_modules/c.test.js': '',
    'tests/world.ts': '',
    'modules/d.test.ts': '',
  })
  expect(await findTestFiles(folder)).toEqual(['tests/b.test.ts', 'tests/deep/a.test.mjs'])
  await remove()
})

test('a project without tests is refused', async () => {
  const { folder, remove } = await createTempProject({ 'tests/world.ts': '' })
  await expect(findTestFiles(folder)).rejects.toThrow('SALLYPORT_TEST_NONE')
  await remove()
})
