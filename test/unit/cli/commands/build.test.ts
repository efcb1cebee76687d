import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommandLine, startCommandLine } from '../../../support/command-line.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let project: TempProject
beforeEach(async () => {
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      paths: {
        '/a': {
          get: { 'x-zuplo-route': { handler: { export: 'default', module: '$import(./modules/a)' } } },
        },
      },
    },
    'modules/a.ts': "export default (): string => 'built'",
  })
})
afterEach(() => project.remove())

describe('sallyport build', () => {
  it('says what it wrote, and start serves it', async () => {
    const out = join(project.folder, 'out')
    const outcome = await runCommandLine(['build', project.folder, '--out', out])
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(outcome.stdout).toMatch(/modules\.mjs +\d+\n[^]*together +\d+\n\nServe it with: sallyport start /)
    const running = startCommandLine(['start', out, '--port', '0'])
    await running.saw(/Gateway +(http:\S+)/)
    const origin = /Gateway +(http:\S+)/.exec(running.stdout())?.[1]
    expect(await (await fetch(`${origin}/a`)).json()).toBe('built')
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  })

  it('writes to .sallyport/build, and as JSON says so', async () => {
    const { stdout } = await runCommandLine(['build', project.folder, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      out: join(project.folder, '.sallyport/build'),
      variables: [],
    })
  })

  it('fails on a mistake', async () => {
    await project.write('config/policies.json', '{')
    expect(await runCommandLine(['build', project.folder])).toMatchObject({ code: 1, stdout: '' })
  })
})
