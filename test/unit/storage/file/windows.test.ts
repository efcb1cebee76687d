import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFileStorage } from '../../../../src/storage/file.ts'
import { createWindows, type WindowChange } from '../../../../src/storage/file/windows.ts'

const request = { limit: 2, windowMs: 60_000, cost: 1 }

test('a window survives a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-windows-'))
  const store = await openFileStorage(folder)
  await store.admit('w', request)
  await store.admit('w', request)
  await store.close()
  const again = await openFileStorage(folder)
  expect((await again.admit('w', request)).admitted).toBe(false)
  await again.close()
  await rm(folder, { recursive: true, force: true })
})

test('what is being written counts, and what ended is not written', async () => {
  const written: WindowChange[] = []
  let finish = (): void => undefined
  let time = 1_000
  const windows = createWindows({
    now: () => time,
    read: () => undefined,
    write: (changes) => {
      written.push(...changes)
      return new Promise((resolve) => (finish = resolve))
    },
  })
  windows.admit('w', request)
  windows.admit('short', { ...request, windowMs: 1 })
  time = 2_000
  const closing = windows.close()
  await Promise.resolve()
  windows.admit('w', request)
  expect(windows.admit('w', request).admitted).toBe(false)
  finish()
  await closing
  expect(written.map(({ key }) => key)).toEqual(['w'])
})
