import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keysCommand } from '../../../../src/cli/commands/keys.ts'
import { createTempProject, serveTemp, type TempProject } from '../../../support/temp-project.ts'
import { captureTerminal } from '../../../support/terminal.ts'

const handler = { module: '$import(./modules/m)', export: 'hello' }
const policy = {
  name: 'keys',
  policyType: 'api-key-inbound',
  handler: { export: 'ApiKeyInboundPolicy', module: '$import(@zuplo/runtime)', options: {} },
}

let project: TempProject
beforeEach(async () => {
  const route = { corsPolicy: 'none', handler, policies: { inbound: ['keys'] } }
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/me': { get: { operationId: 'me', 'x-zuplo-route': route } } },
    },
    'config/policies.json': { policies: [policy] },
    'modules/m.ts': 'export const hello = (request) => ({ sub: request.user.sub, data: request.user.data })',
  })
})
afterEach(() => project.remove())

async function run(...args: string[]): Promise<Record<string, unknown>> {
  const [name = '', ...rest] = args
  const place = name === 'list' ? [project.folder] : [rest.shift() ?? '', project.folder]
  const { stdout } = await captureTerminal(() =>
    keysCommand().parseAsync([name, ...place, ...rest, '--json'], { from: 'user' }),
  )
  return JSON.parse(stdout) as Record<string, unknown>
}

async function askWith(keys: readonly unknown[]): Promise<unknown[]> {
  const served = await serveTemp(project.folder)
  const answers = await Promise.all(
    keys.map((key) => fetch(`${served.origin}/me`, { headers: { authorization: `Bearer ${String(key)}` } })),
  )
  const read = await Promise.all(answers.map(async (one) => (one.ok ? one.json() : one.status)))
  await served.close()
  return read
}

describe('sallyport keys', () => {
  it('makes keys that a gateway accepts, rotates, ends and revokes them', async () => {
    const metadata = '{"plan":"gold"}'
    const first = await run('create', 'shop', '--metadata', metadata, '--tag', 'team=a', '--manager', 'ada')
    const second = await run('rotate', 'shop', '--grace', '1h')
    const third = await run('create', 'other', '--expires-in', '1d')
    await run('expire', 'other', '--in', '0s')
    const answers = await askWith([first['key'], second['key'], third['key']])
    const shop = { sub: 'shop', data: { plan: 'gold' } }
    expect(answers).toEqual([shop, shop, 401])
    await run('revoke', 'shop', '--key', String(first['keyId']))
    expect(await askWith([first['key'], second['key']])).toEqual([401, shop])
    const listed = JSON.stringify(await run('list'))
    expect(listed).toContain('"state":"revoked"')
    expect(listed).not.toContain(String(second['key']))
  })

  it('works beside a gateway that holds the file store, which knows of a change at the next request', async () => {
    const served = await serveTemp(project.folder)
    const { key } = await run('create', 'shop')
    const ask = async (): Promise<number> =>
      (await fetch(`${served.origin}/me`, { headers: { authorization: `Bearer ${String(key)}` } })).status
    expect([await ask(), await ask()]).toEqual([200, 200])
    await run('revoke', 'shop')
    expect(await ask()).toBe(401)
    await served.close()
  })

  it.each([['a:b'], ['shop', '--metadata', '[]'], ['shop', '--tag', 'x'], ['shop', '--expires-in', 'soon']])(
    'refuses %j %j %j',
    async (...args) => {
      const command = keysCommand()
      for (const one of command.commands) one.configureOutput({ writeErr: () => undefined })
      const [consumer = '', ...rest] = args
      const parsed = command.parseAsync(['create', consumer, project.folder, ...rest], { from: 'user' })
      await expect(parsed).rejects.toThrow()
    },
  )
})
