import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../support/command-line.ts'
import { createTempProject, type TempProject } from '../../support/temp-project.ts'

const routes = '{ "openapi": "3.1.0", "info": { "title": "t", "version": "1" }, "paths": {} }'
let project: TempProject
beforeEach(async () => {
  project = await createTempProject({ 'config/routes.oas.json': routes })
})
afterEach(() => project.remove())

describe('exit codes', () => {
  it('0: all is well, or help was asked for', async () => {
    expect(await runCommandLine(['check', project.folder])).toMatchObject({ code: 0, stderr: '' })
    const help = await runCommandLine(['--help'])
    expect(help.code).toBe(0)
    for (const command of ['dev', 'start', 'check', 'routes']) expect(help.stdout).toContain(`  ${command} `)
    expect((await runCommandLine(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('1: something is wrong, said in a sentence without a stack', async () => {
    const missing = await runCommandLine(['start', `${project.folder}/nowhere`])
    expect(missing.code).toBe(1)
    expect(missing.stderr).toContain('There is no folder')
    expect(missing.stderr).not.toMatch(/^\s+at /m)
    const json = await runCommandLine(['routes', `${project.folder}/nowhere`, '--json'])
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([1, { ok: false }])
  })

  it('1: the port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const outcome = await runCommandLine(['start', project.folder], { PORT: String(port) })
    other.close()
    expect(outcome).toMatchObject({
      code: 1,
      stderr: `Port ${port} on 127.0.0.1 is taken by another process; choose another with --port or PORT (0 takes a free one).\n`,
    })
  })

  it('2: it was called in a way that it does not know', async () => {
    const wrong = [['serve'], ['check', '--jsn'], ['start', '--port', 'http'], []]
    const outcomes = await Promise.all(wrong.map((args) => runCommandLine(args)))
    for (const [index, { code, stdout, stderr }] of outcomes.entries()) {
      expect([wrong[index], code, stdout]).toEqual([wrong[index], 2, ''])
      expect(stderr).not.toBe('')
    }
  })
})
