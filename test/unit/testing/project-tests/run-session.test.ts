import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { createTempProject } from '../../../support/temp-project.ts'

const dist = (name: string): string => new URL(`../../../../dist/${name}`, import.meta.url).href

/** Runs a test file in a process of its own: Node's runner takes the process it is loaded in for its own. */
async function run(source: string, filter?: string): Promise<{ code: number | null; stdout: string }> {
  const { folder, remove } = await createTempProject({
    'a.mjs': `import { before, describe, it, TestHelper } from '${dist('test.js')}'\n${source}`,
    'main.mjs': `import { runSession } from '${dist('test-session.js')}'\nawait runSession(process.argv[2])`,
  })
  const session = {
    url: 'http://127.0.0.1:1',
    files: [{ name: 'a', url: pathToFileURL(join(folder, 'a.mjs')).href }],
    filter,
    authorizationServers: [],
    clientSecrets: {},
  }
  await writeFile(join(folder, 'session.json'), JSON.stringify(session))
  const args = ['--test-reporter=tap', join(folder, 'main.mjs'), join(folder, 'session.json')]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  await remove()
  return { code: status, stdout }
}

test('a session runs its files, which know its URL', async () => {
  const { code, stdout } = await run(
    `it('knows', () => { if (!TestHelper.TEST_URL.endsWith(':1')) throw 1 })`,
  )
  expect(code).toBe(0)
  expect(stdout).toContain('ok 1 - knows')
})

test('a session that selects nothing says so by its exit code', async () => {
  expect((await run(`it('knows', () => undefined)`, 'nothing')).code).toBe(3)
})
