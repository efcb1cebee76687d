import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildLine, chainStart } from '../../../../src/runtimes/node/audit-chain.ts'
import { verifyAuditFiles } from '../../../../src/runtimes/node/verify-audit-files.ts'

const folder = await mkdtemp(join(tmpdir(), 'sallyport-audit-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const path = join(folder, 'audit.jsonl')

function chain(key?: string): string[] {
  const lines: string[] = []
  let head = chainStart
  for (const user of ['ada', 'bob', 'cyd', 'dan']) {
    const next = buildLine({ user }, head, key)
    lines.push(next.line)
    head = next.head
  }
  return lines
}

async function problemsOf(lines: readonly string[], key?: string): Promise<readonly [number, string][]> {
  await writeFile(path, `${lines.join('\n')}\n`)
  const { problems } = await verifyAuditFiles([path], key)
  return problems.map(({ line, message }) => [line, message])
}

test('an untouched file has no problem', async () => {
  expect(await problemsOf(chain())).toEqual([])
  expect(await problemsOf(chain('a key of the chain'), 'a key of the chain')).toEqual([])
})

test('a removed, a changed, a swapped and a planted line show, with their place', async () => {
  const [one = '', two = '', three = '', four = ''] = chain()
  expect(await problemsOf([one, three, four])).toEqual([[2, expect.stringContaining('missing')]])
  expect(await problemsOf([one, two.replace('bob', 'eve'), three, four])).toEqual([
    [2, expect.stringContaining('changed')],
    [3, expect.stringContaining('missing')],
  ])
  expect((await problemsOf([one, three, two, four])).length).toBeGreaterThan(0)
  expect((await problemsOf([one, '{}', two, three, four])).map(([line]) => line)).toEqual([2])
})

test('a line that was written anew with its hash does not fit the next one', async () => {
  const [one = '', , three = '', four = ''] = chain()
  const forged = buildLine({ user: 'eve' }, { sequence: 1, hash: JSON.parse(one).hash as string }, undefined)
  expect(await problemsOf([one, forged.line, three, four])).toEqual([
    [3, expect.stringContaining('was changed')],
  ])
})

test('without the key nobody writes a chain that fits', async () => {
  expect((await problemsOf(chain(), 'a key of the chain')).length).toBe(4)
})

test('a line that is no JSON is a problem, also under a hash that fits', async () => {
  const hash = createHash('sha256').update('planted}').digest('hex')
  expect(await problemsOf([...chain(), `planted,"hash":"${hash}"}`])).toEqual([
    [5, expect.stringContaining('no line of this log')],
  ])
})
