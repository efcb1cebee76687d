import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { auditCommand } from '../../../../src/cli/commands/audit.ts'
import { openAuditFile } from '../../../../src/runtimes/node/audit-file.ts'
import { runCommandLine } from '../../../support/command-line.ts'
import { captureTerminal } from '../../../support/terminal.ts'

const folder = await mkdtemp(join(tmpdir(), 'sallyport-audit-'))
const path = join(folder, 'audit.jsonl')
const key = 'the key of this chain'
const file = openAuditFile(path, { maxBytes: 1_000_000, queueSize: 10, key })
for (const user of ['ada', 'bob', 'cyd']) await file.append({ user })
process.env['TEST_AUDIT_KEY'] = key
afterAll(async () => {
  delete process.env['TEST_AUDIT_KEY']
  await rm(folder, { recursive: true, force: true })
})

const verify = (...flags: string[]) =>
  captureTerminal(() =>
    auditCommand().parseAsync(['verify', path, '--key-variable', 'TEST_AUDIT_KEY', ...flags], {
      from: 'user',
    }),
  )

test('says how many records there are and where the chain ends', async () => {
  const { stdout, exitCode } = await verify()
  expect(stdout).toMatch(/^ok: 3 records, 1 to 3, last hash [0-9a-f]{64}\n$/)
  expect(exitCode).toBeUndefined()
  expect(JSON.parse((await verify('--json')).stdout)).toMatchObject({ ok: true, records: 3, first: 1 })
})

test('prints the place of what was changed, and fails', async () => {
  await writeFile(path, (await readFile(path, 'utf8')).replace('bob', 'eve'))
  const { stdout, exitCode } = await verify()
  expect(stdout).toContain(`${path}:2: `)
  expect(stdout).toContain('not ok: ')
  expect(exitCode).toBe(1)
})

test('a key that is not there is told', async () => {
  const command = auditCommand().parseAsync(['verify', path, '--key-variable', 'NO_SUCH_KEY'], {
    from: 'user',
  })
  await expect(command).rejects.toThrow('NO_SUCH_KEY is not set')
})

test('says in one sentence what cannot be read, or which variable is missing', async () => {
  const absent = join(folder, 'absent.jsonl')
  expect(await runCommandLine(['audit', 'verify', absent])).toMatchObject({
    code: 1,
    stderr: `${absent} cannot be read (ENOENT).\n`,
  })
  expect(await runCommandLine(['audit', 'verify', path, '--key-variable', 'TEST_NO_KEY'])).toMatchObject({
    code: 1,
    stderr: 'The variable TEST_NO_KEY is not set.\n',
  })
})
