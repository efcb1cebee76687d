import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { expect, test } from 'vitest'
import { createCommitQueue } from '../../../../src/storage/file/commit-queue.ts'
import { formatRecord } from '../../../../src/storage/file/record.ts'

const record = (value: string): string =>
  formatRecord({ expiresAt: Number.POSITIVE_INFINITY, version: '1', value })

async function withDatabase(body: (database: ClassicLevel) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-queue-'))
  const database = new ClassicLevel(folder)
  await database.open()
  await body(database)
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

test('a change is seen before it is on the disk, and is there once its promise resolves', async () => {
  await withDatabase(async (database) => {
    const queue = createCommitQueue(database)
    const first = queue.commit([['k', record('1')]])
    const second = queue.commit([
      ['k', record('2')],
      ['gone', record('x')],
    ])
    const third = queue.commit([['gone', undefined]])
    expect(queue.current('k')?.value).toBe('2')
    expect(queue.current('gone')).toBeUndefined()
    await Promise.all([first, second, third])
    expect(await database.get('k')).toBe(record('2'))
    expect(await database.get('gone')).toBeUndefined()
  })
})

test('a write that fails rejects its callers, and the next one works', async () => {
  await withDatabase(async (database) => {
    const queue = createCommitQueue(database)
    await database.close()
    await expect(queue.commit([['k', record('1')]])).rejects.toThrow()
    await database.open()
    await queue.commit([['k', record('2')]])
    await queue.drain()
    expect(queue.current('k')?.value).toBe('2')
  })
})
