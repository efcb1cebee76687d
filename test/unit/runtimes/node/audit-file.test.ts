import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import { buildLine, chainStart } from '../../../../src/runtimes/node/audit-chain.ts'
import { openAuditFile } from '../../../../src/runtimes/node/audit-file.ts'
import { verifyAuditFiles } from '../../../../src/runtimes/node/verify-audit-files.ts'

const folder = await mkdtemp(join(tmpdir(), 'sallyport-audit-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const terms = { maxBytes: 1_000_000, queueSize: 100, key: undefined }
let files = 0
const newPath = (): string => join(folder, `${++files}`, 'audit.jsonl')

async function recordsOf(path: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]))
}

test('records that come at once are kept in order, in one chain', async () => {
  const path = newPath()
  const file = openAuditFile(path, terms)
  expect(openAuditFile(path, terms)).toBe(file)
  await Promise.all(Array.from({ length: 50 }, (_, number) => file.append({ number })))
  expect((await recordsOf(path)).map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, n) => n))
  expect(await verifyAuditFiles([path], undefined)).toMatchObject({ records: 50, first: 1, problems: [] })
})

test('more than can wait are refused at once', async () => {
  const file = openAuditFile(newPath(), { ...terms, queueSize: 2 })
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => file.append({ number })))
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
  expect(outcomes[0]?.status).toBe('fulfilled')
})

test('a full file is put aside, and the chain goes on in the next', async () => {
  const path = newPath()
  const file = openAuditFile(path, { ...terms, maxBytes: 300 })
  for (let number = 0; number < 7; number++) await file.append({ number })
  const names = (await readdir(join(path, '..'))).sort()
  expect(names.length).toBeGreaterThan(2)
  const [current = '', ...aside] = names
  const inOrder = [...aside, current].map((name) => join(path, '..', name))
  expect(await verifyAuditFiles(inOrder, undefined)).toMatchObject({ records: 7, problems: [] })
  expect((await verifyAuditFiles(inOrder.slice(1), undefined)).problems).toEqual([])
  expect((await verifyAuditFiles([...inOrder].reverse(), undefined)).problems.length).toBeGreaterThan(0)
})

test('somebody who changes the file under it is noticed, and the place that is wrong is told', async () => {
  const path = newPath()
  const file = openAuditFile(path, terms)
  await file.append({ number: 1 })
  await appendFile(path, 'planted\n')
  await expect(file.append({ number: 2 })).rejects.toThrow(/somebody else/)
  expect(file.problem()).toContain(path)
  await expect(file.append({ number: 3 })).rejects.toThrow(/does not belong/)
  await writeFile(path, (await readFile(path, 'utf8')).replace('planted\n', ''))
  await file.append({ number: 4 })
  expect(file.problem()).toBeUndefined()
})

test('the chain goes on after a very long record, and after one that was cut short', async () => {
  const path = newPath()
  await mkdir(dirname(path))
  const first = buildLine({ arguments: 'x'.repeat(3_000_000) }, chainStart, undefined)
  const second = buildLine({ arguments: 'y'.repeat(3_000_000) }, first.head, undefined)
  await writeFile(path, `${first.line}\n${second.line.slice(0, 2_000_000)}`)
  const large = { ...terms, maxBytes: 10_000_000 }
  await openAuditFile(path, large).append({ event: 'after' })
  expect(await verifyAuditFiles([path], undefined)).toMatchObject({ records: 3, problems: [] })
  const other = newPath()
  await mkdir(dirname(other))
  await writeFile(other, `${first.line}\n`)
  await openAuditFile(other, large).append({ event: 'after' })
  expect(await verifyAuditFiles([other], undefined)).toMatchObject({ records: 2, problems: [] })
})

test('a process that is killed loses no record that was kept, and the next goes on', async () => {
  const path = newPath()
  const child = join(folder, 'writer.mjs')
  const entry = fileURLToPath(new URL('../../../support/audit-writer-child.ts', import.meta.url))
  await build({ entryPoints: [entry], outfile: child, bundle: true, format: 'esm', platform: 'node' })
  let kept = 0
  for (let round = 0; round < 3; round++) {
    const writer = spawn(process.execPath, [child, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    for await (const chunk of writer.stdout) {
      said += String(chunk)
      if (said.split('\n').length > 20 + round) break
    }
    writer.kill('SIGKILL')
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
    kept += said.split('\n').length - 1
  }
  // What a crash cuts short was never acknowledged.
  await appendFile(path, '{"sequence":99,"even')
  await openAuditFile(path, terms).append({ event: 'after' })
  const report = await verifyAuditFiles([path], undefined)
  expect(report.problems).toEqual([])
  const records = await recordsOf(path)
  expect(records.filter(({ number }) => number !== undefined).length).toBeGreaterThanOrEqual(kept)
  expect(records.slice(-2).map(({ event }) => event)).toEqual(['audit.recovered', 'after'])
})
