import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommandLine, type CommandOutcome } from '../support/command-line.ts'
import { createTempProject, serveTemp, type TempProject } from '../support/temp-project.ts'

/** The files of the example on the page, each named in the sentence before its code. */
async function readExample(): Promise<Readonly<Record<string, string>>> {
  const page = await readFile(new URL('../../docs/testing.md', import.meta.url), 'utf8')
  const blocks = page.matchAll(/in `([\w./-]+)`:\n\n```\w+\n(.*?)```/gs)
  return Object.fromEntries([...blocks].map(([, path = '', text = '']) => [path, text]))
}

interface Report {
  readonly ok: boolean
  readonly outcome: string
  readonly tests: readonly {
    readonly file: string
    readonly name: readonly string[]
    readonly outcome: string
    readonly error?: { readonly message: string; readonly stack: string }
  }[]
}

function outcomesOf({ stdout }: CommandOutcome): readonly string[] {
  const { tests } = JSON.parse(stdout) as Report
  return tests.map(({ file, name, outcome }) => `${outcome} ${[file, ...name].join(' > ')}`)
}

/** Runs the test files given, and only these, in the example project. */
async function runTests(
  files: Readonly<Record<string, string>>,
  args: readonly string[] = ['--json'],
): Promise<CommandOutcome> {
  const example = await readExample()
  const { 'tests/books.test.ts': _own, ...project } = example
  const temp = await createTempProject({ ...project, ...files })
  try {
    return await runCommandLine(['test', temp.folder, ...args])
  } finally {
    await temp.remove()
  }
}

let example: TempProject

beforeAll(async () => {
  example = await createTempProject(await readExample())
})
afterAll(() => example.remove())

test('the example of the page passes against a gateway that is started for it', async () => {
  const outcome = await runCommandLine(['test', example.folder])
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  expect(outcome.stdout).toMatch(/✔ are read as a tool/)
  expect(outcome.stdout).toMatch(/pass 4\n.*fail 0/)
})

test('a filter runs what it names', async () => {
  const outcome = await runCommandLine(['test', example.folder, '--json', '--filter', '/books.*id$/'])
  expect(outcome.code).toBe(0)
  expect(outcomesOf(outcome)).toEqual([
    'passed tests/books.test.ts > books > are read by id',
    'passed tests/books.test.ts > books > are not there under any other id',
  ])
})

test('a filter that names nothing fails', async () => {
  const outcome = await runCommandLine(['test', example.folder, '--filter', 'magazines'])
  expect(outcome).toMatchObject({ code: 1, stderr: 'No test matches the filter "magazines".\n' })
})

test('tests run against a gateway that runs elsewhere', async () => {
  const served = await serveTemp(example.folder, { environment: {} })
  try {
    const args = [
      'test',
      example.folder,
      '--json',
      '--endpoint',
      `${served.origin}/`,
      '--filter',
      'read by id',
    ]
    const outcome = await runCommandLine(args)
    expect(outcome.code).toBe(0)
    expect(outcomesOf(outcome)).toEqual(['passed tests/books.test.ts > books > are read by id'])
  } finally {
    await served.close(0)
  }
})

test('failures, skipped and marked tests are told apart, with the place of a failure', async () => {
  const outcome = await runTests({
    'tests/deep/a.test.js': [
      `import { before, describe, it } from 'sallyport/test'`,
      `describe('a', () => {`,
      `  let ready = false`,
      `  before(() => { ready = true })`,
      `  it.only('is ready', () => { if (!ready) throw new Error('not ready') })`,
      `  it('is not run', () => { throw new Error('run') })`,
      `})`,
    ].join('\n'),
    'tests/b.test.ts': [
      `import { it } from '@zuplo/test'`,
      `console.log('from a test')`,
      `it.only('fails', (): void => {`,
      `  throw new Error('on purpose')`,
      `})`,
      `it.ignore('waits')`,
    ].join('\n'),
  })
  expect(outcome.code).toBe(1)
  expect(outcomesOf(outcome)).toEqual([
    'failed tests/b.test.ts > fails',
    'passed tests/deep/a.test.js > a > is ready',
  ])
  const failed = (JSON.parse(outcome.stdout) as Report).tests[0]
  expect(failed?.error?.message).toBe('on purpose')
  expect(failed?.error?.stack).toMatch(/tests\/b\.test\.ts:4:9/)
  expect(outcome.stderr).toContain('from a test')
})

test('a file that cannot be loaded fails, whatever the filter, and the others run', async () => {
  const outcome = await runTests(
    {
      'tests/a.test.ts': `throw new Error('too early')`,
      'tests/b.test.ts': `import { it } from '@zuplo/test'\nit('passes', () => undefined)\nit.skip('waits')`,
    },
    ['--json', '--filter', '/passes|waits/'],
  )
  expect(outcome.code).toBe(1)
  expect(outcomesOf(outcome)).toEqual([
    'failed tests/a.test.ts > the file loads',
    'passed tests/b.test.ts > passes',
    'skipped tests/b.test.ts > waits',
  ])
})

test('a syntax error and an import of nothing are told with their places', async () => {
  const outcome = await runTests({
    'tests/a.test.ts': `import { it } from '@zuplo/test'\nit('a', () => {{)`,
    'tests/b.test.ts': `import { expect } from 'a-package-nobody-has'\nexpect(1)`,
  })
  expect(outcome.code).toBe(1)
  const { diagnostics } = JSON.parse(outcome.stdout) as { diagnostics: readonly object[] }
  expect(diagnostics).toMatchObject([
    { code: 'SALLYPORT_MODULE_SYNTAX', file: 'tests/a.test.ts', line: 2, column: 17 },
    { code: 'SALLYPORT_MODULE_NOT_FOUND', file: 'tests/b.test.ts', line: 1, column: 24 },
  ])
})

test('a project without tests and a command written wrongly say so', async () => {
  const none = await runTests({}, [])
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('SALLYPORT_TEST_NONE') as string })
  const wrong = await runCommandLine(['test', example.folder, '--endpoint', 'shop'])
  expect(wrong.code).toBe(2)
  expect((await runCommandLine(['test', example.folder, '--filter', '/(/'])).code).toBe(2)
})
