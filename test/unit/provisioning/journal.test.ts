import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JournalError, openJournal, whileLocked } from '../../../src/provisioning/journal.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-journal-'))
  file = join(folder, 'state', 'journal.json')
})
afterEach(() => rm(folder, { recursive: true }))
const open = () => openJournal(file, 'me', 'https://org')

test('what was made is known to the next one, until it is forgotten', async () => {
  const journal = await open()
  await journal.remember('a', '/a')
  await journal.remember('b', '/b')
  await journal.deliver('a')
  const next = await open()
  expect([...next.known]).toEqual([
    ['a', '/a'],
    ['b', '/b'],
  ])
  expect([next.isDelivered('a'), next.isDelivered('b')]).toEqual([true, false])
  await next.forget('a')
  expect([(await open()).known.has('a'), (await open()).isDelivered('a')]).toEqual([false, false])
})

test('a step that never ended is told', async () => {
  const journal = await open()
  expect(journal.interrupted).toBeUndefined()
  await journal.begin({ step: 2, of: 5, action: 'create', key: 'a' })
  const next = await open()
  expect(next.interrupted).toEqual({ step: 2, of: 5, action: 'create', key: 'a' })
  await next.finish()
  expect((await open()).interrupted).toBeUndefined()
})

test('the file is for its owner alone', async () => {
  await (await open()).remember('a', '/a')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'state'))).mode & 0o777).toBe(0o700)
})

test('a file of somebody else, or a damaged one, is refused', async () => {
  await (await open()).remember('a', '/a')
  await expect(openJournal(file, 'you', 'https://org')).rejects.toThrow(JournalError)
  await expect(openJournal(file, 'me', 'https://other')).rejects.toThrow('belongs to "me" at https://org')
  await writeFile(file, '{')
  await expect(open()).rejects.toThrow('is damaged')
})

test('two at once are kept apart, and a lock of the dead is taken over', async () => {
  const order: string[] = []
  await whileLocked(file, async () => {
    await expect(whileLocked(file, async () => order.push('second'))).rejects.toThrow(
      `Process ${process.pid} is applying already`,
    )
    order.push('first')
  })
  await writeFile(`${file}.lock`, '999999999')
  await whileLocked(file, async () => order.push('third'))
  await writeFile(`${file}.lock`, 'nonsense')
  await whileLocked(file, async () => order.push('fourth'))
  expect(order).toEqual(['first', 'third', 'fourth'])
  await expect(readFile(`${file}.lock`)).rejects.toThrow('ENOENT')
})
