import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildFolder, type BuiltFolder } from '../../../../src/runtimes/node/build-folder.ts'
import { createTempProject, serveTemp, type TempProject } from '../../../support/temp-project.ts'

const route = (module: string, options: object = {}) => ({
  handler: { export: 'default', module: `$import(./modules/${module})`, options },
})
let project: TempProject
let out: string
let built: BuiltFolder
beforeAll(async () => {
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      paths: {
        '/hello': { get: { operationId: 'hello', 'x-zuplo-route': route('hello', { key: '$env(SECRET)' }) } },
        '/other': { get: { operationId: 'other', 'x-zuplo-route': route('deep/other') } },
      },
    },
    'modules/hello.ts': `import { environment } from '@zuplo/runtime'
import { word } from 'words'
export default (request: Request, context: { route: { handler: { options?: unknown } } }) =>
  ({ word, greeting: environment.GREETING })`,
    'modules/deep/other.ts': 'export default () => { throw new Error("planted") }',
    'node_modules/words/package.json': { name: 'words', type: 'module', main: 'index.js' },
    'node_modules/words/index.js': "export const word = 'bundled'",
    '.env': 'SECRET=planted-secret\nGREETING=from-dotenv\n',
  })
  out = await mkdtemp(join(tmpdir(), 'sallyport-built-'))
  built = await buildFolder({ folder: project.folder, out: join(out, 'first') }, {})
})
afterAll(async () => {
  await project.remove()
  await rm(out, { recursive: true, force: true })
})

async function read(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')] as const),
    ),
  )
}

describe('a built project', () => {
  it('has its configuration, its modules as one file, and nothing of .env', async () => {
    const files = await read(join(out, 'first'))
    expect(Object.keys(files).sort()).toEqual([
      'config/routes.oas.json',
      'modules.mjs',
      'sallyport-build.json',
    ])
    expect(built.files.map(({ path, bytes }) => [path, bytes])).toEqual(
      Object.keys(files)
        .sort()
        .map((path) => [path, Buffer.byteLength(files[path] ?? '')]),
    )
    expect(JSON.stringify(files)).not.toMatch(/planted-secret|from-dotenv/)
    expect(JSON.stringify(files)).not.toContain(project.folder)
    expect(built.variables).toEqual(['SECRET'])
  })

  it('is the same, byte for byte, when it is built again, from another place too', async () => {
    const moved = join(out, 'moved')
    await cp(project.folder, moved, { recursive: true, filter: (path) => !path.endsWith('.sallyport') })
    await buildFolder({ folder: moved, out: join(out, 'second') }, {})
    expect(await read(join(out, 'second'))).toEqual(await read(join(out, 'first')))
    await buildFolder({ folder: project.folder, out: join(out, 'second') }, {})
    expect(await read(join(out, 'second'))).toEqual(await read(join(out, 'first')))
  })

  it('serves without its sources and packages, with the variables of the place where it runs', async () => {
    const served = await serveTemp(join(out, 'first'), { environment: { SECRET: 'here', GREETING: 'hi' } })
    try {
      const hello = await fetch(`${served.origin}/hello`)
      expect(await hello.json()).toEqual({ word: 'bundled', greeting: 'hi' })
      expect((await fetch(`${served.origin}/other`)).status).toBe(500)
    } finally {
      await served.close()
    }
  })

  it('leaves what a gateway that was started from it keeps there', async () => {
    const target = { folder: project.folder, out: join(out, 'served') }
    await buildFolder(target, {})
    const manifest = join(target.out, 'sallyport-build.json')
    const old = JSON.parse(await readFile(manifest, 'utf8')) as { files: string[] }
    await writeFile(manifest, JSON.stringify({ ...old, files: [...old.files, 'config/gone.oas.json'] }))
    await writeFile(join(target.out, 'config/gone.oas.json'), 'of the build before')
    await mkdir(join(target.out, '.sallyport'))
    await writeFile(join(target.out, '.sallyport/key'), 'of the gateway')
    await writeFile(join(target.out, 'audit.jsonl'), 'of the gateway')
    await buildFolder(target, {})
    const kept = { '.sallyport/key': 'of the gateway', 'audit.jsonl': 'of the gateway' }
    expect(await read(target.out)).toEqual({ ...(await read(join(out, 'second'))), ...kept })
    expect(await readdir(out)).not.toContain('served.draft')
  })

  it('is not written over something else, nor from a project with mistakes', async () => {
    await expect(buildFolder({ folder: project.folder, out: project.folder }, {})).rejects.toThrow(
      'is no build',
    )
    const note = join(out, 'note.txt')
    await writeFile(note, 'kept')
    await expect(buildFolder({ folder: project.folder, out: note }, {})).rejects.toThrow('is no build')
    expect(await readFile(note, 'utf8')).toBe('kept')
    const broken = await createTempProject({ 'config/routes.oas.json': '{' })
    await expect(buildFolder({ folder: broken.folder, out: join(out, 'third') }, {})).rejects.toThrow(
      'SYNTAX',
    )
    expect(await readdir(out)).not.toContain('third')
    await broken.remove()
  })
})
