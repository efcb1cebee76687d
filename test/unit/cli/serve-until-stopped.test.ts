import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startCommandLine, type RunningCommand } from '../../support/command-line.ts'
import {
  createTempProject,
  identityFile,
  mcpRoute,
  oktaPolicy,
  type TempProject,
} from '../../support/temp-project.ts'

let project: TempProject
let command: RunningCommand
afterEach(async () => {
  command.child.kill('SIGKILL')
  await command.ended
  await project.remove()
})

const hello = (text: string): string => `export const hello = () => '${text}'`

async function start(...args: string[]): Promise<void> {
  const handler = { module: '$import(./modules/m)', export: 'hello' }
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/hello': { get: { operationId: 'hello', 'x-zuplo-route': { corsPolicy: 'none', handler } } },
        '/mcp': { post: mcpRoute('guard', []) },
      },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('guard', '$env(SALLYPORT_PUBLIC_URL)/oauth2/mcp', '$env(SALLYPORT_PUBLIC_URL)/mcp'),
      ],
    },
    'config/identity.jsonc': {
      ...(identityFile() as Record<string, unknown>),
      users: [{ login: 'ada@example.com' }],
    },
    'modules/m.ts': hello('one'),
  })
  const [name = '', ...flags] = args
  command = startCommandLine([name, project.folder, '--port', '0', ...flags])
}

describe('start', () => {
  it('prints one ready line with --json, serves, and ends well at SIGTERM', async () => {
    await start('start', '--json')
    await command.saw(/\n/)
    const ready = JSON.parse(command.stdout()) as { mcpUrl: string }
    const { origin } = new URL(ready.mcpUrl)
    expect(ready).toEqual({
      mcpUrl: `${origin}/mcp`,
      issuer: `${origin}/oauth2/mcp`,
      clientId: 'native',
      clientSecretFile: null,
      user: 'ada@example.com',
      passwordFile: expect.stringContaining(project.folder) as string,
    })
    expect(await (await fetch(`${origin}/hello`)).text()).toBe('"one"')
    command.child.kill('SIGTERM')
    expect(await command.ended).toBe(0)
    const line = command
      .stderr()
      .split('\n')
      .find((text) => text.includes('"message":"request"'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'info', path: '/hello', status: 200 })
    await expect(fetch(`${origin}/hello`)).rejects.toThrow()
  })

  it('shows a generated password once, and ends well at SIGINT', async () => {
    await start('start')
    await command.saw(/Test with curl/)
    const [, password = ''] = /password of ada@example\.com +(\S+)/.exec(command.stdout()) ?? []
    expect(password).toMatch(/^[a-z2-9-]{23}$/)
    expect(command.stderr()).not.toContain(password)
    command.child.kill('SIGINT')
    expect(await command.ended).toBe(0)
    command = startCommandLine(['start', project.folder, '--port', '0'])
    await command.saw(/Test with curl/)
    expect(command.stdout()).not.toContain(password)
  })
})

describe('what start leaves on the disk', () => {
  it('is for the owner alone, the files of the store too', async () => {
    await start('start', '--json')
    await command.saw(/\n/)
    const state = join(project.folder, '.sallyport')
    const entries = await readdir(state, { recursive: true, withFileTypes: true })
    expect(entries.filter((entry) => entry.isFile()).length).toBeGreaterThan(5)
    for (const entry of entries) {
      const { mode } = await stat(join(entry.parentPath, entry.name))
      expect(mode & 0o777, entry.name).toBe(entry.isDirectory() ? 0o700 : 0o600)
    }
  })
})

describe('what cannot be', () => {
  it('is one sentence: a state folder that another process uses', async () => {
    await start('start', '--json')
    await command.saw(/\n/)
    const second = startCommandLine(['start', project.folder, '--port', '0'])
    expect(await second.ended).toBe(1)
    expect(second.stderr()).toMatch(
      /^The state folder \S+ is in use by another process: .* SALLYPORT_STATE_DIR\.\n$/m,
    )
    expect(second.stderr()).not.toMatch(/^\s+at /m)
  })

  it('is said, and the log goes on: a level there is not', async () => {
    await start('start', '--json')
    await command.saw(/\n/)
    command.child.kill('SIGTERM')
    await command.ended
    command = startCommandLine(['start', project.folder, '--port', '0', '--json'], { LOG_LEVEL: 'shout' })
    await command.saw(/\n/)
    expect(command.stderr()).toContain('LOG_LEVEL is "shout"; write debug, info, warn or error.')
  })
})

describe('dev', () => {
  it('follows changes, and keeps serving what was good when a change is not', async () => {
    await start('dev', '--json')
    await command.saw(/\n/)
    const { origin } = new URL((JSON.parse(command.stdout()) as { mcpUrl: string }).mcpUrl)
    const text = async (): Promise<string> => (await fetch(`${origin}/hello`)).text()
    // The watch begins after the ready line, so the change is repeated until it is seen.
    const write = setInterval(() => void project.write('modules/m.ts', hello('two')), 400)
    await command.saw(/Reloaded\./, 'stderr').finally(() => clearInterval(write))
    expect(await text()).toBe('"two"')
    await project.write('modules/m.ts', 'export const hello = (')
    await command.saw(/goes on as it was/, 'stderr')
    expect(command.stderr()).toMatch(/modules\/m\.ts:1:\d+ error: /)
    expect(await text()).toBe('"two"')
    command.child.kill('SIGTERM')
    expect(await command.ended).toBe(0)
  })
})
