import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleTestFiles, entryUrl } from '../../../../src/cli/project-tests/bundle-test-files.ts'
import { createTempProject } from '../../../support/temp-project.ts'

test('a test file brings what its project has, CommonJS too, and shares this package', async () => {
  const { folder, remove } = await createTempProject({
    'node_modules/old-package/package.json': { name: 'old-package', main: 'index.js' },
    'node_modules/old-package/index.js': `module.exports = require('node:path').basename('/a/b')`,
    'tests/a.test.ts': [
      `import { ZuploContext, HttpStatusCode } from '@zuplo/runtime'`,
      `import { it as ours } from 'sallyport/test'`,
      `import { it as theirs } from '@zuplo/test'`,
      `import name from 'old-package'`,
      `export const found = [name, ours === theirs, HttpStatusCode.NotFound]`,
      `export type Unused = ZuploContext`,
    ].join('\n'),
  })
  const [bundled] = await bundleTestFiles(folder, ['tests/a.test.ts'], join(folder, 'out'))
  expect(bundled?.name).toBe('tests/a.test.ts')
  const loaded = (await import(/* @vite-ignore */ bundled?.url ?? '')) as { found: unknown }
  expect(loaded.found).toEqual(['b', true, 404])
  await remove()
})

test('entries are the files of this package', () => {
  expect(entryUrl('sallyport/test')).toMatch(/^file:.*\/dist\/test\.js$/)
})
