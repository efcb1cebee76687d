import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bundleModules } from '../../../src/project/bundle-modules.ts'
import type { LoadedModules, ModuleInput } from '../../../src/project/bundle-modules.ts'

class ZuploRequest {}
class HttpProblems {}

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sallyport-modules-'))
})
afterEach(async () => {
  await rm(root, { recursive: true })
})

async function load(files: Record<string, string>, input: Partial<ModuleInput> = {}): Promise<LoadedModules> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return bundleModules({
    root,
    specifiers: ['./modules/a'],
    stateFolder: join(root, '.sallyport'),
    runtimeApi: { ZuploRequest, HttpProblems, environment: {} },
    globals: { Request, fetch },
    ...input,
  })
}

function call(modules: LoadedModules, name: string, ...args: unknown[]): unknown {
  expect(modules.diagnostics).toEqual([])
  const fn = modules.exportsOf('./modules/a')?.[name] as (...args: unknown[]) => unknown
  return fn(...args)
}

describe('loaded modules', () => {
  test('have their exports by specifier, default ones too, and nothing inherited', async () => {
    const files = {
      'modules/a.ts': 'export default () => 1\nexport const b = 2',
      'modules/c/index.js': 'export const d = 3',
    }
    const modules = await load(files, { specifiers: ['./modules/a', './modules/c'] })
    expect(modules.diagnostics).toEqual([])
    expect(Object.keys(modules.exportsOf('./modules/a') ?? {}).sort()).toEqual(['b', 'default'])
    expect(modules.exportsOf('./modules/c')?.['d']).toBe(3)
    expect(modules.exportsOf('./modules/a')?.['toString']).toBeUndefined()
    expect(modules.exportsOf('./modules/other')).toBeUndefined()
  })

  test.each(['mts', 'mjs', 'cjs', 'jsx'])('are found whichever ending they have: .%s', async (ending) => {
    const text = ending === 'cjs' ? 'exports.b = 2' : 'export const b = 2'
    const modules = await load({ [`modules/a.${ending}`]: text })
    expect(modules.diagnostics).toEqual([])
    expect(modules.exportsOf('./modules/a')).toMatchObject({ b: 2 })
  })

  test('bring project files, packages and Node along, and tell which files to watch', async () => {
    const modules = await load({
      'modules/a.ts': `import { twice } from './lib/twice'
        import old from 'an-old-package'
        import data from '../data.json'
        import { basename } from 'node:path'
        import { aliased } from '@lib/aliased'
        export const all = () => [twice(data.n), old.platform, basename('/x/y'), aliased]`,
      'modules/lib/twice.ts': 'export const twice = (n: number): number => n * 2',
      'modules/lib/aliased.ts': 'export const aliased = "by tsconfig"',
      'data.json': '{ "n": 21 }',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./modules/lib/*"] } } }',
      'node_modules/an-old-package/index.js':
        'module.exports = { platform: require("os").platform(), file: __filename, folder: __dirname }',
    })
    expect(call(modules, 'all')).toEqual([42, process.platform, 'y', 'by tsconfig'])
    const expected = ['data.json', 'modules/a.ts', 'modules/lib/aliased.ts', 'modules/lib/twice.ts']
    expect([...modules.inputs].sort()).toEqual(expected.map((path) => join(root, path)))
  })

  test('tell which replaced globals they use', async () => {
    const modules = await load({ 'modules/a.ts': 'export const get = () => fetch("http://127.0.0.1:1")' })
    expect(modules.usedGlobals).toEqual(['fetch'])
  })

  test('without specifiers nothing is built or written', async () => {
    const modules = await load({}, { specifiers: [] })
    expect(modules).toMatchObject({ inputs: [], diagnostics: [] })
    expect(await readdir(root)).toEqual([])
  })
})

describe('the gateway for modules', () => {
  test('is one thing under every name', async () => {
    const modules = await load({
      'modules/a.ts': `import { ZuploRequest as A } from '@zuplo/runtime'
        import { ZuploRequest as B } from 'sallyport'
        import * as runtime from '@zuplo/runtime/mcp-gateway'
        export const all = async () => [A, B, runtime.ZuploRequest, (await import('@zuplo/graphql')).ZuploRequest]`,
    })
    expect(await call(modules, 'all')).toEqual(Array.from({ length: 4 }, () => ZuploRequest))
  })

  test('is each load its own, even at the same moment', async () => {
    const files = {
      'modules/a.ts': `import { environment } from '@zuplo/runtime'\nexport const read = () => environment.NAME`,
    }
    const runtimeApi = (NAME: string) => ({ runtimeApi: { environment: { NAME } } })
    const [one, two] = await Promise.all([load(files, runtimeApi('one')), load(files, runtimeApi('two'))])
    expect([call(one, 'read'), call(two, 'read')]).toEqual(['one', 'two'])
  })

  test('gives types as nothing: they may be imported, used in type places, or named by plain JavaScript', async () => {
    const modules = await load({
      'modules/a.ts': `import { ZuploContext, RuntimeExtensions, NeverHeardOf, type AlsoNot } from '@zuplo/runtime'
        export function f(context: ZuploContext, runtime?: RuntimeExtensions, n?: NeverHeardOf, a?: AlsoNot) { return context }
        export { g } from './b.js'`,
      'modules/b.js': `import { ZuploContext } from '@zuplo/runtime'\nexport const g = () => ZuploContext`,
    })
    expect(call(modules, 'f', 'context')).toBe('context')
    expect(call(modules, 'g')).toBeUndefined()
  })

  test('takes the place of globals, but not of what a module calls by the same name', async () => {
    const modules = await load(
      {
        'modules/a.ts': `class Box { Request = 1; fetch() { return 2 } }
          export const globals = () => [Request, fetch, typeof Response]
          export const own = (fetch: number) => [fetch, new Box().Request, new Box().fetch()]`,
      },
      { globals: { Request: 'their Request', fetch: 'their fetch' } },
    )
    expect(call(modules, 'globals')).toEqual(['their Request', 'their fetch', 'function'])
    expect(call(modules, 'own', 0)).toEqual([0, 1, 2])
  })

  test('does not collide with names a module uses itself', async () => {
    const modules = await load({
      'modules/a.ts': `import { createRequire } from 'node:module'
        const require = createRequire(import.meta.url), __filename = 'mine', sallyportLoad = 'also mine'
        export const own = () => [typeof require, __filename, sallyportLoad]`,
    })
    expect(call(modules, 'own')).toEqual(['function', 'mine', 'also mine'])
  })
})

describe('mistakes', () => {
  test('are found with file, line and column, all at once', async () => {
    const { diagnostics, inputs, exportsOf } = await load({
      'modules/a.ts': `import { b } from './nope'\nimport lodash from 'a-package-nobody-has'\nexport const c = [b, lodash]`,
    })
    expect(diagnostics).toMatchObject([
      { severity: 'error', code: 'SALLYPORT_MODULE_NOT_FOUND', file: 'modules/a.ts', line: 1, column: 19 },
      { severity: 'error', code: 'SALLYPORT_MODULE_NOT_FOUND', file: 'modules/a.ts', line: 2, column: 20 },
    ])
    expect(inputs).toEqual([])
    expect(exportsOf('./modules/a')).toBeUndefined()
  })

  test('a name the gateway does not export is an error where a value is needed', async () => {
    const { diagnostics } = await load({
      'modules/a.ts': `import { ZuploRequst } from '@zuplo/runtime'
import * as runtime from 'sallyport'
export const a = () => [new ZuploRequst(), runtime.HttpProblem]`,
    })
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'SALLYPORT_MODULE_UNKNOWN_IMPORT',
        line: 1,
        column: 10,
        hint: 'Did you mean "ZuploRequest"?',
      },
    ])
    const viaNamespace = await load({
      'modules/a.ts': `import * as runtime from 'sallyport'\nexport const a = () => runtime.HttpProblem`,
    })
    expect(viaNamespace.diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'SALLYPORT_MODULE_UNKNOWN_IMPORT',
        line: 2,
        hint: 'Did you mean "HttpProblems"?',
      },
    ])
  })

  test('code that throws while it is loaded is told with its words and its place', async () => {
    const files = { 'modules/a.ts': 'export interface A {}\n\nthrow new Error("no luck")' }
    const { diagnostics, exportsOf } = await load(files)
    expect(diagnostics).toMatchObject([
      { severity: 'error', code: 'SALLYPORT_MODULE_LOAD_FAILED', file: 'modules/a.ts', line: 3 },
    ])
    expect(diagnostics[0]?.message).toContain('no luck')
    expect(exportsOf('./modules/a')).toBeUndefined()
  })
})

test('errors at run time name the file a person wrote', async () => {
  const modules = await load({
    'modules/a.ts':
      'interface Long {\n  a: 1\n}\nexport function boom(): Long {\n  throw new Error("boom")\n}',
  })
  let stack = ''
  try {
    call(modules, 'boom')
  } catch (error) {
    stack = error instanceof Error ? (error.stack ?? '') : ''
  }
  expect(stack).toMatch(/modules\/a\.ts:5:\d+/)
})
