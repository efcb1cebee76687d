import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openAuditSink } from '../../../../../src/policies/inbound/audit-log/audit-sink.ts'
import { auditLogOptions } from '../../../../../src/policies/inbound/audit-log/options.ts'
import { createWorld } from '../../../../support/policy-setup.ts'

const folder = await mkdtemp(join(tmpdir(), 'sallyport-audit-'))
const world = createWorld()
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

function open(options: Record<string, unknown>) {
  return openAuditSink(auditLogOptions.parse(options), 'audit', world.services)
}

test('the log keeps records under a name of their own', async () => {
  expect(await open({})?.keep({ event: 'request' })).toBe(true)
  expect(world.records.at(-1)).toMatchObject({
    message: 'audit',
    fields: { policy: 'audit', event: 'request' },
  })
})

test('a file that fails is told once, and again when it works', async () => {
  await writeFile(join(folder, 'in-the-way'), '')
  const path = join(folder, 'in-the-way', 'audit.jsonl')
  const sink = open({ to: 'file', file: { path } })
  world.records.length = 0
  expect(await sink?.keep({ number: 1 })).toBe(false)
  expect(await sink?.isUsable()).toBe(false)
  expect(world.records.map(({ level }) => level)).toEqual(['error'])
  await rm(join(folder, 'in-the-way'))
  expect(await sink?.isUsable()).toBe(true)
  expect(world.records.at(-1)).toMatchObject({ level: 'warn', fields: { lost: 2 } })
  expect(await readFile(path, 'utf8')).toContain('"event":"audit.opened"')
})

test('a file that nobody named is none', () => {
  expect(open({ to: 'file' })).toBeUndefined()
})
