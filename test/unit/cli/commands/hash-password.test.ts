import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { hashPasswordCommand } from '../../../../src/cli/commands/hash-password.ts'
import {
  parsePasswordHash,
  verifyPasswordHash,
} from '../../../../src/oauth/authorization-server/hash-password.ts'
import { captureTerminal, type TerminalOutput } from '../../../support/terminal.ts'

const run = (typed: string, ...flags: string[]): Promise<TerminalOutput> =>
  captureTerminal(() => hashPasswordCommand(Readable.from([typed])).parseAsync(flags, { from: 'user' }))

it('writes a hash that only the password fits, without its line break', async () => {
  const { stdout } = await run('correct horse\n')
  const hash = parsePasswordHash(stdout)
  if (hash === undefined) throw new Error('it is no hash')
  expect(await verifyPasswordHash('correct horse', hash)).toBe(true)
  expect(await verifyPasswordHash('correct horse\n', hash)).toBe(false)
})

it('writes JSON, and hashes no empty password', async () => {
  const { ok, passwordHash } = JSON.parse((await run('x', '--json')).stdout) as Record<string, unknown>
  expect([ok, parsePasswordHash(String(passwordHash)) === undefined]).toEqual([true, false])
  await expect(hashPasswordCommand(Readable.from(['\n'])).parseAsync([], { from: 'user' })).rejects.toThrow(
    'no password',
  )
})
