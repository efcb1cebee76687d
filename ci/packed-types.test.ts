import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '..')
const typedProject = join(repository, 'test/fixtures/typed-project')
let folder: string

/** A project with the package as it is published, beside the dependencies this repository has. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-packed-'))
  const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], repository)
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, 'sallyport'), { recursive: true })
  const tarball = join(folder, packed.trim().split('\n').at(-1) ?? '')
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(modules, 'sallyport')], folder)
  const { dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(repository, 'node_modules', name), join(modules, name))
  }
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

function sallyport(...args: readonly string[]): string {
  return run(process.execPath, [join(folder, 'node_modules/sallyport/bin/sallyport.js'), ...args], folder)
}

test('modules find their types in the published package', () => {
  for (const name of ['modules', 'refused', 'tests', 'tsconfig.json'])
    cpSync(join(typedProject, name), join(folder, name), { recursive: true })
  mkdirSync(join(folder, 'config'))
  writeFileSync(
    join(folder, 'config/routes.oas.json'),
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Typed', version: '1' }, paths: {} }),
  )
  sallyport('types')
  const tsc = join(repository, 'node_modules/typescript/bin/tsc')
  expect(run(process.execPath, [tsc, '-p', folder], folder)).toBe('')
}, 120_000)

test('the published command runs the tests of a project', () => {
  rmSync(join(folder, 'tests'), { recursive: true })
  mkdirSync(join(folder, 'tests'))
  writeFileSync(
    join(folder, 'tests/gateway.test.ts'),
    `import { it, TestHelper } from '@zuplo/test'
it('answers', async () => {
  if ((await fetch(TestHelper.TEST_URL + '/health')).status >= 500) throw new Error('no answer')
})`,
  )
  expect(JSON.parse(sallyport('test', '--json'))).toMatchObject({ ok: true, tests: [{ outcome: 'passed' }] })
}, 60_000)
