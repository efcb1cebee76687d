import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createProject, dependencyOf } from '../../../../src/cli/init/create-project.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-create-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('writes a project that the check finds nothing wrong with, once', async () => {
  const input = { folder: join(folder, 'My Shop'), document: undefined, example: undefined }
  const created = await createProject(input)
  expect(created.diagnostics).toEqual([])
  expect(created.next).toEqual([`cd '${folder}/My Shop'`, 'npm install', 'npm run dev'])
  expect(JSON.parse(await readFile(join(folder, 'My Shop/package.json'), 'utf8'))).toMatchObject({
    name: 'my-shop',
  })
  await expect(createProject(input)).rejects.toThrow('nothing was written')
})

it('asks for an installed package by version, for a clone by place', () => {
  expect(dependencyOf('/a/b', { root: '/usr/lib/node_modules/sallyport', version: '1.2.3' })).toBe('^1.2.3')
  expect(dependencyOf('/a/b', { root: '/a/sallyport', version: '1.2.3' })).toBe('file:../sallyport')
})
