import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { entryUrl } from '../../../../src/cli/project-tests/bundle-test-files.ts'
import { runTestFiles } from '../../../../src/cli/project-tests/run-test-files.ts'
import { createTempProject } from '../../../support/temp-project.ts'

test('tests see the variables they are given, and what they found is reported', async () => {
  const { folder, remove } = await createTempProject({
    'a.mjs': `import { it } from '${entryUrl('sallyport/test')}'
it('sees', () => { if (process.env.KEY !== 'value') throw new Error('unset') })
it('fails', () => { throw new Error('on purpose') })`,
  })
  const report = await runTestFiles({
    folder,
    workFolder: folder,
    session: {
      url: 'http://127.0.0.1:1',
      files: [{ name: 'a', url: pathToFileURL(join(folder, 'a.mjs')).href }],
      authorizationServers: [],
      clientSecrets: {},
    },
    environment: { PATH: process.env['PATH'], KEY: 'value', NODE_TEST_CONTEXT: 'child-v8' },
    quiet: true,
  })
  expect(report).toMatchObject({
    outcome: 'failed',
    tests: [
      { name: ['sees'], outcome: 'passed' },
      { name: ['fails'], outcome: 'failed', error: { message: 'on purpose' } },
    ],
  })
  await remove()
})
