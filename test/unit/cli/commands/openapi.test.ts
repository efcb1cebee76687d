import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine, startCommandLine } from '../../../support/command-line.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let folder: TempProject
beforeAll(async () => {
  folder = await createTempProject({
    'routes.oas.json': { openapi: '3.1.0', paths: { '/a': { get: { 'x-zuplo-route': { mcp: {} } } } } },
    'swagger.json': {
      swagger: '2.0',
      info: { title: 'A', version: '1' },
      paths: { '/a': { get: { summary: 'New.' } } },
    },
    'o.yaml':
      'overlay: 1.0.0\ninfo: { title: o, version: "1" }\nactions:\n  - { target: $.info, update: { title: B } }\n  - { target: $.none, remove: true }\n',
  })
})
afterAll(() => folder.remove())
const at = (name: string): string => join(folder.folder, name)
const openapi = (...args: string[]) => runCommandLine(['openapi', ...args])

describe('sallyport openapi', () => {
  it('merge says what would change, then changes it', async () => {
    const args = ['merge', '--source', at('swagger.json'), '--destination', at('routes.oas.json')]
    const before = await readFile(at('routes.oas.json'), 'utf8')
    expect((await openapi(...args, '--dry-run')).stdout).toMatch(/~ GET \/a\n[^]*Nothing was written/)
    expect(await readFile(at('routes.oas.json'), 'utf8')).toBe(before)
    const outcome = await openapi(...args, '--json')
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, sources: [{ changed: ['GET /a'] }] })
    expect(JSON.parse(await readFile(at('routes.oas.json'), 'utf8'))).toMatchObject({
      paths: { '/a': { get: { summary: 'New.', 'x-zuplo-route': { mcp: {} } } } },
    })
  })

  it('overlay warns of what selects nothing, and gives the document on standard output', async () => {
    const outcome = await openapi('overlay', '-i', at('swagger.json'), '-l', at('o.yaml'))
    expect(outcome.code).toBe(0)
    expect(JSON.parse(outcome.stdout)).toMatchObject({ info: { title: 'B' } })
    expect(outcome.stderr).toContain('warning: "$.none" selects nothing')
  })

  it('overlay --watch applies again what changed, and goes on after a mistake', async () => {
    const output = at('watched.json')
    const running = startCommandLine([
      'openapi',
      'overlay',
      '-i',
      at('swagger.json'),
      '-l',
      at('o.yaml'),
      '-o',
      output,
      '--watch',
    ])
    await running.saw(/Watching/, 'stderr')
    await folder.write('o.yaml', 'overlay: 9')
    await running.saw(/is no overlay/, 'stderr')
    await folder.write(
      'o.yaml',
      'overlay: 1.0.0\ninfo: {}\nactions: [{ target: $.info, update: { title: Watched } }]\n',
    )
    await running.saw(/Written[^]*Written/)
    expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({ info: { title: 'Watched' } })
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  })

  it('convert brings Swagger 2.0 to OpenAPI 3.1 in YAML', async () => {
    const outcome = await openapi('convert', at('swagger.json'), '-o', at('new.yaml'), '--json')
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, from: '2.0', format: 'yaml' })
    expect(await readFile(at('new.yaml'), 'utf8')).toMatch(/^openapi: "?3\.1/m)
  })

  it.each([
    [['merge'], '--source'],
    [['overlay', '-l', 'o.yaml', '--watch'], '--output'],
    [['overlay', '-l', 'o.yaml', '--watch', '--json'], 'cannot be used with'],
    [['convert', 'a.json', '--to', '9'], '3.1'],
  ])('%j is wrong usage', async (args, why) => {
    const outcome = await openapi(...args)
    expect(outcome.code).toBe(2)
    expect(outcome.stderr).toContain(why)
  })
})
