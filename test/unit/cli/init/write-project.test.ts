import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { refuseToReplace, writeProject } from '../../../../src/cli/init/write-project.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let project: TempProject
beforeEach(async () => {
  project = await createTempProject({ 'a.txt': 'mine' })
})
afterEach(() => project.remove())

it('writes files, folders too, beside what is there', async () => {
  await refuseToReplace(project.folder, ['config/b.txt'])
  await writeProject(project.folder, new Map([['config/b.txt', 'new']]))
  expect(await readFile(join(project.folder, 'config/b.txt'), 'utf8')).toBe('new')
})

it('replaces nothing', async () => {
  await expect(refuseToReplace(project.folder, ['a.txt', 'b.txt'])).rejects.toThrow('has a.txt already')
  await expect(writeProject(project.folder, new Map([['a.txt', 'new']]))).rejects.toThrow('EEXIST')
  expect(await readFile(join(project.folder, 'a.txt'), 'utf8')).toBe('mine')
})
