import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { openFileStorage } from '../../../src/storage/file.ts'
import { bundleModule } from '../../support/bundle-module.ts'
import { createManualClock, describeStorageContract } from '../../support/storage-contract.ts'

const folders: string[] = []
const newFolder = async (): Promise<string> => {
  const parent = await mkdtemp(join(tmpdir(), 'sallyport-store-'))
  folders.push(parent)
  return join(parent, 'state')
}
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

describe('the file store', () => {
  describeStorageContract(async () => {
    const clock = createManualClock()
    return { store: await openFileStorage(await newFolder(), { now: clock.now }), advance: clock.advance }
  })

  test('keeps its values when it is opened again, and never repeats a version', async () => {
    const folder = await newFolder()
    const before = await openFileStorage(folder)
    await before.write([{ put: 'k', value: 'v' }])
    const version = (await before.get('k'))?.version
    await before.close()
    const after = await openFileStorage(folder)
    expect(await after.get('k')).toEqual({ value: 'v', version })
    await after.write([{ put: 'k', value: 'v' }])
    expect((await after.get('k'))?.version).not.toBe(version)
    await after.close()
  })

  test('its folder is for the owner only', async () => {
    const folder = await newFolder()
    const store = await openFileStorage(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await store.close()
  })

  test('a second opener is told in one sentence', async () => {
    const folder = await newFolder()
    const store = await openFileStorage(folder)
    await expect(openFileStorage(folder)).rejects.toThrow(
      /^The state folder .* is in use by another process: [^.]+\.$/,
    )
    await store.close()
  })

  test('expired records leave the disk without being asked for', async () => {
    const folder = await newFolder()
    const clock = createManualClock()
    const store = await openFileStorage(folder, { now: clock.now })
    const puts = Array.from({ length: 100 }, (_, index) => ({ put: `dead:${index}`, value: '', ttlMs: 1 }))
    await store.write([...puts, { put: 'live', value: '' }])
    clock.advance(1)
    for (let index = 0; index < 130; index++) await store.write([{ put: 'busy', value: String(index) }])
    await store.close()
    // A clock set back shows what is really gone.
    clock.advance(-1)
    const again = await openFileStorage(folder, { now: clock.now })
    expect(await again.list('', 1000)).toEqual(['busy', 'live'])
    await again.close()
  })

  test('what was acknowledged survives kill -9, and no batch is half there', async () => {
    const folder = await newFolder()
    const module = await bundleModule('src/storage/file.ts')
    const acknowledged = await writeUntilKilled(module, folder)
    await rm(dirname(fileURLToPath(module)), { recursive: true, force: true })
    const store = await openFileStorage(folder)
    for (let index = 0; index <= acknowledged; index++) {
      expect((await store.get(`pair:${index}:a`))?.value).toBe(String(index))
      expect((await store.get(`pair:${index}:b`))?.value).toBe(String(index))
    }
    const keys = await store.list('pair:', 1_000_000)
    expect(keys.length % 2).toBe(0)
    expect(Number((await store.get('count'))?.value)).toBeGreaterThanOrEqual(acknowledged + 1)
    await store.close()
  })
})

/** Starts a writer, kills it with SIGKILL after 50 acknowledged writes, answers the last number it acknowledged. */
async function writeUntilKilled(module: string, folder: string): Promise<number> {
  const child = spawn(process.execPath, ['test/support/file-store-child.mjs', module, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  let last = -1
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') continue
    last = Number(line)
    if (last === 50) child.kill('SIGKILL')
  }
  expect(await exit).toEqual([null, 'SIGKILL'])
  return last
}
