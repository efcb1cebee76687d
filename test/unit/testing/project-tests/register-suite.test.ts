import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { createTempProject } from '../../../support/temp-project.ts'

const dist = (name: string): string => new URL(`../../../../dist/${name}`, import.meta.url).href

/** Runs a test file in a process of its own: Node's runner takes the process it is loaded in for its own. */
async function run(source: string): Promise<{ code: number | null; stdout: string }> {
  const { folder, remove } = await createTempProject({
    'a.mjs': `import { before, describe, it, TestHelper } from '${dist('test.js')}'\n${source}`,
    'main.mjs': `import { runSession } from '${dist('test-session.js')}'\nawait runSession(process.argv[2])`,
  })
  const session = {
    url: 'http://127.0.0.1:1',
    files: [{ name: 'a', url: pathToFileURL(join(folder, 'a.mjs')).href }],
    authorizationServers: [],
    clientSecrets: {},
  }
  await writeFile(join(folder, 'session.json'), JSON.stringify(session))
  const args = ['--test-reporter=tap', join(folder, 'main.mjs'), join(folder, 'session.json')]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  await remove()
  return { code: status, stdout }
}

test('hooks run before the tests of a group, and a skipped group runs nothing', async () => {
  const { code, stdout } = await run(`
describe('g', () => {
  let ready = false
  before(() => { ready = true })
  it('is ready', () => { if (!ready) throw new Error('not ready') })
})
describe.skip('h', () => {
  before(() => { throw new Error('run') })
  it('waits', () => { throw new Error('run') })
})`)
  expect(code).toBe(0)
  expect(stdout).toContain('ok 1 - is ready')
  expect(stdout).toContain('ok 1 - waits # SKIP')
})
