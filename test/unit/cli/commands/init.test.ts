import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommandLine, type CommandOutcome } from '../../../support/command-line.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-init-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const init = (...args: string[]): Promise<CommandOutcome> =>
  runCommandLine(['init', join(folder, 'new'), ...args])

describe('sallyport init refuses, and writes nothing', () => {
  it.each([
    [['--all'], 2, '--from-openapi'],
    [['--from-openapi', 'api.json'], 2, 'nobody is here to be asked'],
    [['--from-openapi', 'api.json', '--example', 'okta-guide'], 2, 'cannot be used with'],
    [['--example', 'nothing'], 2, 'okta-guide'],
    [['--from-openapi', 'api.json', '--tags', ' , '], 2, 'one or more names'],
    [['--from-openapi', 'api.json', '--all', '--base-url', 'api'], 2, 'http'],
    [['--from-openapi', 'http://example.com/api.json', '--all'], 1, 'only https'],
    [['--from-openapi', 'nowhere.json', '--all'], 1, 'There is no file'],
  ])('%j', async (args, code, why) => {
    const outcome = await init(...args)
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(outcome.stderr).toContain(why)
    expect(await readdir(folder)).toEqual([])
  })
})
