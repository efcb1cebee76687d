import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ProjectError } from '../../foundation/diagnostic.ts'

const testName = /\.test\.[cm]?[jt]sx?$/

/** The test files below `tests/` of a project, relative to it, sorted; refuses a project without any. */
export async function findTestFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'tests'), { recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  const files = names
    .map((name) => `tests/${name.replaceAll('\\', '/')}`)
    .filter((name) => testName.test(name) && !name.includes('/node_modules/'))
  if (files.length > 0) return files.sort()
  throw new ProjectError([
    {
      severity: 'error',
      code: 'SALLYPORT_TEST_NONE',
      message: `${join(folder, 'tests')} has no test.`,
      hint: 'Tests are files such as tests/shop.test.ts.',
    },
  ])
}
