import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommandLine } from '../../../support/command-line.ts'
import { createTempProject } from '../../../support/temp-project.ts'

const project = {
  'zuplo.jsonc': { version: 1 },
  'config/routes.oas.json': { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} },
}

test('the declarations are named in the project, and a package that is missing is told', async () => {
  const { folder, write, remove } = await createTempProject(project)
  const first = await runCommandLine(['types', folder])
  expect(first.code).toBe(0)
  expect(first.stdout).toContain('npm install --save-dev sallyport')
  expect(await readFile(join(folder, 'modules/sallyport.d.ts'), 'utf8')).toContain(`import 'sallyport/zuplo'`)
  await write('node_modules/sallyport/package.json', { name: 'sallyport' })
  const second = await runCommandLine(['types', folder, '--json'])
  expect(JSON.parse(second.stdout)).toEqual({
    ok: true,
    files: ['modules/sallyport.d.ts'],
    packageFound: true,
  })
  await remove()
})

test('a folder that is no project is refused', async () => {
  const { folder, remove } = await createTempProject({})
  expect((await runCommandLine(['types', folder])).code).toBe(1)
  await remove()
})
