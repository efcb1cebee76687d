import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findPackage } from '../../../src/cli/find-package.ts'

const repository = join(import.meta.dirname, '../../..')

it('finds the folder and the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    version: string
  }
  expect(findPackage()).toEqual({ root: repository, version })
})

it('throws where there is none', () => {
  expect(() => findPackage(mkdtempSync('/tmp/no-package-'))).toThrow('no package')
})
