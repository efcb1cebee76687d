import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import type { Storage } from '../../src/storage/storage.ts'
import { bundleModule } from './bundle-module.ts'

/**
 * Four processes change the same keys of one server at once: no step may be lost, no slot given away twice, and no window
 * may admit more than its limit.
 */
export async function raceProcesses(
  store: Storage,
  entry: string,
  opener: string,
  options: object,
): Promise<void> {
  const module = await bundleModule(entry)
  const run = promisify(execFile)
  const child = 'test/support/storage-race-child.mjs'
  const racers = [1, 2, 3, 4].map(() =>
    run(process.execPath, [child, module, opener, JSON.stringify(options)]),
  )
  const outputs = await Promise.all(racers)
  await rm(dirname(fileURLToPath(module)), { recursive: true, force: true })
  const claims = outputs.map(({ stdout }) => JSON.parse(stdout) as { claimed: number; admitted: number })
  expect(claims.reduce((sum, { claimed }) => sum + claimed, 0)).toBe(100)
  expect(claims.reduce((sum, { admitted }) => sum + admitted, 0)).toBe(150)
  expect((await store.get('race:count'))?.value).toBe('400')
  expect((await store.get('race:sum'))?.value).toBe('400')
  expect(await store.list('race:slot:', 1000)).toHaveLength(100)
}
