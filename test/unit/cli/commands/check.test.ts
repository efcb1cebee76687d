import { afterEach, describe, expect, it } from 'vitest'
import { checkCommand } from '../../../../src/cli/commands/check.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'
import { captureTerminal, type TerminalOutput } from '../../../support/terminal.ts'

let project: TempProject
afterEach(() => project.remove())

async function check(routes: string, ...flags: string[]): Promise<TerminalOutput> {
  project = await createTempProject({ 'config/routes.oas.json': routes })
  return captureTerminal(() => checkCommand().parseAsync([project.folder, ...flags], { from: 'user' }))
}

const good = '{ "openapi": "3.1.0", "info": { "title": "t", "version": "1" }, "paths": {} }'

describe('sallyport check', () => {
  it('says that nothing is wrong', async () => {
    const { stdout, exitCode } = await check(good)
    expect(stdout).toBe(`ok: nothing wrong in ${project.folder}\n`)
    expect(exitCode).toBeUndefined()
  })

  it('prints each mistake with its place, counts them, and fails', async () => {
    const { stdout, exitCode } = await check('{ "openapi": "3.1.0"\n "paths": {} }')
    expect(stdout).toMatch(/^config\/routes\.oas\.json:\d+:\d+ error: /)
    expect(stdout).toContain(`not ok: 1 to mend in ${project.folder}`)
    expect(exitCode).toBe(1)
  })

  it('does not say that nothing is wrong when there is something to look at', async () => {
    const { stdout, exitCode } = await check(good.replace('{}', '{ "/a": { "leftover": 1 } }'))
    expect(stdout).toMatch(/ warning: .*"leftover"/)
    expect(stdout).toContain(`ok, but 1 to look at in ${project.folder}`)
    expect(exitCode).toBeUndefined()
  })

  it('is one JSON document with --json', async () => {
    expect(JSON.parse((await check(good, '--json')).stdout)).toEqual({ ok: true, diagnostics: [] })
    await project.remove()
    const { stdout, exitCode } = await check('{', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      diagnostics: [{ severity: 'error', file: 'config/routes.oas.json' }],
    })
    expect(exitCode).toBe(1)
  })
})
