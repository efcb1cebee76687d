import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProgram, listCommands, nameOfCommand } from '../../src/cli/create-program.ts'
import { runCommandLine, startCommandLine } from '../support/command-line.ts'
import { createTempProject, type TempProject } from '../support/temp-project.ts'

/** What each command is given, in a project that `sallyport init` wrote; `{project}` is that folder. */
const argumentsOf: Readonly<Record<string, readonly string[]>> = {
  init: ['{folder}/another'],
  dev: ['{project}', '--port', '0'],
  start: ['{project}', '--port', '0'],
  build: ['{project}'],
  test: ['{project}'],
  types: ['{project}'],
  'audit verify': ['{folder}/audit.jsonl'],
  check: ['{project}'],
  routes: ['{project}'],
  tools: ['{project}'],
  explain: ['say_hello', '--project', '{project}'],
  'identity check': ['{project}'],
  'identity from-guide': ['{folder}/identity'],
  'keys create': ['shop', '{project}'],
  'keys list': ['{project}'],
  'keys rotate': ['shop', '{project}'],
  'keys revoke': ['shop', '{project}'],
  'keys expire': ['shop', '{project}', '--in', '1d'],
  completion: ['bash'],
  'openapi merge': ['--source', '{folder}/api.json', '--destination', '{folder}/merged.json'],
  'openapi overlay': ['-i', '{folder}/api.json', '-l', '{folder}/overlay.json'],
  'openapi convert': ['{folder}/api.json'],
  'server status': ['{project}'],
  'server rotate-keys': ['mcp', '{project}'],
  'server grants': ['{project}'],
  'server revoke': ['{project}', '--client', 'mcp-web-client'],
}
/** They wait for a signal after they have said that they are ready. */
const lasting = ['dev', 'start']

const leaves = listCommands(await createProgram()).filter(({ commands }) => commands.length === 0)
const names = leaves.map((command) => nameOfCommand(command).replace('sallyport ', ''))

let folder: TempProject
beforeAll(async () => {
  folder = await createTempProject({
    'api.json': { openapi: '3.0.3', info: { title: 'A', version: '1' }, paths: { '/a': { get: {} } } },
    'audit.jsonl': '',
    'overlay.json': { overlay: '1.0.0', info: {}, actions: [{ target: '$.info', update: { title: 'B' } }] },
  })
  await runCommandLine(['init', join(folder.folder, 'project')])
})
afterAll(() => folder.remove())

const fill = (text: string): string =>
  text.replace('{project}', join(folder.folder, 'project')).replace('{folder}', folder.folder)

describe('with --json, standard output is one JSON document', () => {
  test.each(names)('sallyport %s', async (name) => {
    const args = [...name.split(' '), ...(argumentsOf[name] ?? []).map(fill), '--json']
    const running = startCommandLine(args)
    if (lasting.includes(name)) {
      await running.saw(/\n/)
      running.child.kill('SIGTERM')
    }
    const code = await running.ended
    const value: unknown = JSON.parse(running.stdout())
    // A command that nobody gave arguments to fails, and says so in the same form.
    if (argumentsOf[name] === undefined)
      expect([code, value]).toEqual([expect.any(Number), expect.objectContaining({ ok: false })])
    else expect([name, code, running.stderr().includes('error')]).toEqual([name, 0, false])
  })

  test('wrong usage too, with exit code 2 and the sentence on standard error', async () => {
    for (const args of [
      ['chek'],
      ['keys', 'creat'],
      ['check', '--strct'],
      ['explain'],
      ['openapi', 'merge'],
    ]) {
      const { code, stdout, stderr } = await runCommandLine([...args, '--json'])
      expect([args, code]).toEqual([args, 2])
      expect(JSON.parse(stdout)).toEqual({ ok: false, error: expect.any(String) })
      expect(stderr).toContain('error: ')
    }
  })
})

test('a name that is nearly one is answered with that', async () => {
  for (const [args, meant] of [
    [['chek'], 'check'],
    [['keys', 'creat'], 'create'],
    [['check', '--jsn'], '--json'],
  ] as const) {
    const { code, stderr } = await runCommandLine([...args])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`(Did you mean ${meant}?)`)])
  }
})
