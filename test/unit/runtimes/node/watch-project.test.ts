import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchProject, type ProjectWatcher } from '../../../../src/runtimes/node/watch-project.ts'
import { later } from '../../../support/node-server.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let project: TempProject
let watcher: ProjectWatcher | undefined
beforeEach(async () => {
  project = await createTempProject({ 'config/routes.oas.json': '{}', 'modules/a.ts': '' })
})
afterEach(async () => {
  await watcher?.close()
  await project.remove()
})

async function watch(onChange: () => Promise<void>): Promise<void> {
  watcher = await watchProject(project.folder, join(project.folder, '.sallyport'), onChange)
}

describe('watchProject', () => {
  it('calls back once for changes that come together', async () => {
    let calls = 0
    const called = later()
    await watch(async () => {
      calls++
      called.resolve()
    })
    await Promise.all([project.write('config/routes.oas.json', '{ }'), project.write('modules/a.ts', '1')])
    await called.promise
    await watcher?.close()
    expect(calls).toBe(1)
  })

  it('sees files that are new', async () => {
    const called = later()
    await watch(async () => called.resolve())
    await project.write('modules/new/b.ts', '')
    await called.promise
  })

  it('does not look into the state folder, node_modules or .git', async () => {
    const folders = ['.sallyport', 'node_modules', '.git', 'modules/node_modules']
    for (const folder of folders) await mkdir(join(project.folder, folder))
    const seen: string[] = []
    const called = later()
    await watch(async () => {
      seen.push('call')
      called.resolve()
    })
    for (const folder of folders) await project.write(`${folder}/ignored.ts`, 'x')
    // Long enough for a wrong call to have come before the right one.
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(seen).toEqual([])
    await project.write('modules/a.ts', '2')
    await called.promise
  })

  it('runs one call at a time, and one more for changes during a call', async () => {
    let running = 0
    let most = 0
    let calls = 0
    const [first, second] = [later(), later()]
    await watch(async () => {
      calls++
      most = Math.max(most, ++running)
      if (calls === 1) {
        first.resolve()
        await new Promise((resolve) => setTimeout(resolve, 400))
      } else second.resolve()
      running--
    })
    await project.write('modules/a.ts', '3')
    await first.promise
    await project.write('modules/a.ts', '4')
    await second.promise
    expect(most).toBe(1)
  })

  it('goes on after a call that failed', async () => {
    let calls = 0
    const [first, second] = [later(), later()]
    await watch(async () => {
      calls++
      if (calls > 1) return second.resolve()
      first.resolve()
      throw new Error('this change could not be used')
    })
    await project.write('modules/a.ts', '5')
    await first.promise
    await project.write('modules/a.ts', '6')
    await second.promise
  })
})
