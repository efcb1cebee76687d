import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { expect, test } from 'vitest'
import { createCommitQueue } from '../../../../src/storage/file/commit-queue.ts'
import { formatRecord } from '../../../../src/storage/file/record.ts'
import { createSweep } from '../../../../src/storage/file/sweep.ts'

test('the sweep walks all keys a step at a time, and spares what was renewed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-sweep-'))
  const database = new ClassicLevel(folder)
  await database.open()
  const queue = createCommitQueue(database)
  const put = (key: string, expiresAt: number): Promise<void> =>
    queue.commit([[key, formatRecord({ expiresAt, version: '1', value: '' })]])
  for (let index = 0; index < 600; index++)
    void put(`k${String(index).padStart(3, '0')}`, index === 42 ? 200 : 50)
  await queue.drain()
  const sweep = createSweep(database, queue, () => 100)
  for (let write = 0; write < 64; write++) sweep.afterWrite()
  const renewed = put('k000', 300)
  await sweep.idle()
  await renewed
  const afterOneStep = await database.keys().all()
  expect(afterOneStep.length).toBeGreaterThan(100)
  for (let step = 0; step < 3; step++) {
    for (let write = 0; write < 64; write++) sweep.afterWrite()
    await sweep.idle()
  }
  expect(await database.keys().all()).toEqual(['k000', 'k042'])
  await database.close()
  await rm(folder, { recursive: true, force: true })
})
