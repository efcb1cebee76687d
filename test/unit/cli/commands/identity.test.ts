import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { identityCommand } from '../../../../src/cli/commands/identity.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'
import { captureTerminal, type TerminalOutput } from '../../../support/terminal.ts'

let project: TempProject
afterEach(() => project.remove())
const run = (command: string, ...flags: string[]): Promise<TerminalOutput> =>
  captureTerminal(() => identityCommand().parseAsync([command, project.folder, ...flags], { from: 'user' }))
const contradictory = {
  authorizationServers: [
    { id: 'mcp', name: 'M', audience: 'api://mcp', scopes: [{ name: 'a', published: false }] },
  ],
}

describe('sallyport identity check', () => {
  it('names contradictions with their place, and fails only where it is told to', async () => {
    project = await createTempProject({ 'config/identity.jsonc': contradictory })
    const { stdout, exitCode } = await run('check')
    expect(stdout).toContain('config/identity.jsonc:3:5 warning: "mcp" has no access policy')
    expect(stdout).toContain('SALLYPORT_IDENTITY_SCOPE_NOT_PUBLISHED')
    expect(stdout).toContain(`ok: 2 findings in the identity of ${project.folder}`)
    expect(exitCode).toBeUndefined()
    expect((await run('check', '--strict')).exitCode).toBe(1)
    const json = JSON.parse((await run('check', '--json')).stdout) as { ok: boolean; diagnostics: object[] }
    expect(json).toMatchObject({ ok: true, diagnostics: [{ line: 3, column: 5 }, {}] })
  })

  it('fails on a mistake', async () => {
    project = await createTempProject({ 'config/identity.jsonc': '{ "client": [] }' })
    const { stdout, exitCode } = await run('check')
    expect(stdout).toContain('Did you mean "clients"?')
    expect(exitCode).toBe(1)
  })
})

describe('sallyport identity from-guide', () => {
  it('writes a file without a contradiction, and replaces none unasked', async () => {
    project = await createTempProject({})
    const { stdout } = await run(
      'from-guide',
      '--yes',
      '--clients',
      'web,native,service',
      '--groups',
      'staff',
    )
    expect(stdout).toContain('Written: ')
    expect((await run('check', '--strict')).exitCode).toBeUndefined()
    expect(await readFile(join(project.folder, 'config/identity.jsonc'), 'utf8')).toContain(
      '"groups": ["staff"]',
    )
    await expect(run('from-guide', '--yes')).rejects.toThrow('SALLYPORT_IDENTITY_FILE_EXISTS')
    expect(JSON.parse((await run('from-guide', '--json', '--force')).stdout)).toEqual({
      ok: true,
      file: 'config/identity.jsonc',
      diagnostics: [],
    })
  })

  it('names the schema where it is installed, and says what contradicts itself', async () => {
    project = await createTempProject({ 'node_modules/sallyport/schemas/identity.schema.json': '{}' })
    const { stdout } = await run('from-guide', '--yes', '--idle-days', '7')
    expect(stdout).toContain('SALLYPORT_IDENTITY_IDLE_WINDOW')
    expect(await readFile(join(project.folder, 'config/identity.jsonc'), 'utf8')).toContain(
      '"$schema": "../node_modules/sallyport/schemas/identity.schema.json"',
    )
  })
})
