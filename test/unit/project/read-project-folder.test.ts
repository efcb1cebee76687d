import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ProjectError } from '../../../src/foundation/diagnostic.ts'
import { readProjectFolder } from '../../../src/project/read-project-folder.ts'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sallyport-folder-'))
})
afterEach(async () => {
  await rm(root, { recursive: true })
})

async function write(...paths: string[]): Promise<void> {
  for (const path of paths) await writeText(path, `text of ${path}`)
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

test('every configuration file is read, route files sorted, and nothing else', async () => {
  const configuration = [
    'config/a.oas.json',
    'config/b.oas.json',
    'config/policies.json',
    'config/identity.jsonc',
    'zuplo.jsonc',
  ]
  await write(
    'config/b.oas.json',
    ...configuration,
    'package.json',
    'config/notes.md',
    'config/deep/c.oas.json',
  )
  const { root: read, files } = await readProjectFolder(root, {})
  expect(read).toBe(root)
  expect([...files.texts.keys()]).toEqual(configuration)
  expect(files.texts.get('config/a.oas.json')).toBe('text of config/a.oas.json')
})

test('YAML documents are route files, and files that documents refer to are read, but none outside the project', async () => {
  await writeText('config/a.oas.yaml', 'paths:\n  /a:\n    $ref: ../shared/path.yaml\n')
  await writeText('shared/path.yaml', 'get: { x: { $ref: book.json }, y: { $ref: ../../outside.json } }')
  await writeText('shared/book.json', '{ "$ref": "./path.yaml#/get" }')
  const { files } = await readProjectFolder(root, {})
  expect([...files.texts.keys()]).toEqual(['config/a.oas.yaml', 'shared/path.yaml', 'shared/book.json'])
})

test('modules are found at any depth, sorted, without packages and other files', async () => {
  await write(
    'config/a.oas.json',
    'modules/z.ts',
    'modules/lib/a.mjs',
    'modules/lib/b.json',
    'modules/README.md',
  )
  await write('modules/node_modules/x/index.js', 'lib/other.ts')
  const { files } = await readProjectFolder(root, {})
  expect(files.modulePaths).toEqual(['modules/lib/a.mjs', 'modules/lib/b.json', 'modules/z.ts'])
})

test('a folder that links to itself is read once', async () => {
  await write('config/a.oas.json', 'modules/a.ts')
  await symlink(join(root, 'modules'), join(root, 'modules', 'again'))
  expect((await readProjectFolder(root, {})).files.modulePaths).toEqual(['modules/a.ts'])
})

test('variables: .env wins over .env.zuplo, the process wins over both', async () => {
  await write('config/a.oas.json')
  await writeText('.env.zuplo', 'A=zuplo\nB=zuplo\nC=zuplo\n')
  await writeText('.env', 'B=env\nC=env\nnot a variable\n')
  const { environment, diagnostics } = await readProjectFolder(root, { C: 'process' })
  expect(environment).toMatchObject({ A: 'zuplo', B: 'env', C: 'process' })
  expect(diagnostics).toMatchObject([{ severity: 'warning', file: '.env', line: 3 }])
})

test('code learns where it runs, in the words of the format, unless the project says otherwise', async () => {
  await write('config/a.oas.json')
  await writeText('.env.zuplo', 'ZUPLO_ENVIRONMENT_TYPE=local')
  const first = await readProjectFolder(root, { ZUPLO_ENVIRONMENT_STAGE: 'preview' })
  const second = await readProjectFolder(root, {})
  expect(first.environment).toMatchObject({
    ZUPLO_ENVIRONMENT_TYPE: 'local',
    ZUPLO_ENVIRONMENT_STAGE: 'preview',
    ZUPLO_PROJECT_NAME: basename(root),
  })
  expect(second.environment['ZUPLO_ENVIRONMENT_STAGE']).toBe('production')
  expect(second.environment['ZUPLO_BUILD_ID']).not.toBe(first.environment['ZUPLO_BUILD_ID'])
})

describe('a folder that is no project', () => {
  async function refusal(folder = root): Promise<{ message: string; hint: string }> {
    const error: unknown = await readProjectFolder(folder, {}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProjectError)
    const { diagnostics } = error as ProjectError
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]).toMatchObject({ severity: 'error', code: 'SALLYPORT_CONFIG_NO_PROJECT' })
    return { message: diagnostics[0]?.message ?? '', hint: diagnostics[0]?.hint ?? '' }
  }

  test('because it does not exist', async () => {
    expect((await refusal(join(root, 'nowhere'))).message).toMatch(/^There is no folder ".*nowhere"\.$/)
  })

  test('because it is a file', async () => {
    await write('a.txt')
    expect((await refusal(join(root, 'a.txt'))).message).toContain('is a file')
  })

  test('because it has no config/', async () => {
    const { message, hint } = await refusal()
    expect(message).toContain('it has no folder config/')
    expect(hint).toContain('config/routes.oas.json')
  })

  test('because a project stands in it', async () => {
    await write('my-gateway/config/routes.oas.json')
    expect((await refusal()).hint).toContain(join(root, 'my-gateway'))
  })

  test('because it is the config/ of a project', async () => {
    await write('config/routes.oas.json')
    expect((await refusal(join(root, 'config'))).hint).toContain('Name the folder above "config"')
  })

  test.each(['config/routes.json', 'config/openapi.yaml'])(
    'because its routes are called %s',
    async (path) => {
      await write(path, 'config/policies.json')
      const { message, hint } = await refusal()
      expect(message).toContain('holds no route file')
      expect(hint).toContain(`"${path}"`)
      expect(hint).toContain('.oas.json')
    },
  )

  test('because a file of it cannot be read', async () => {
    await write('config/routes.oas.json')
    await mkdir(join(root, 'config/policies.json'))
    expect((await refusal()).message).toContain('policies.json')
  })
})

test('where the identity alone is of interest, routes may be missing', async () => {
  await write('config/identity.jsonc')
  await writeText('.env', 'A=1\n')
  const { files, environment } = await readProjectFolder(root, {}, { withoutRoutes: true })
  expect([...files.texts.keys()]).toEqual(['config/identity.jsonc'])
  expect(environment['A']).toBe('1')
  await expect(readProjectFolder(root, {})).rejects.toThrow(ProjectError)
})
