import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureLocalKeys, readSharedKeys } from '../../../../src/runtimes/node/state-keys.ts'
import { createKeyText } from '../../../../src/storage/key-ring.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-keys-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('keys of a folder', () => {
  test('are made once, for the owner only, and kept', async () => {
    const first = await ensureLocalKeys(folder, {})
    const file = join(folder, 'state-keys')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const text = await readFile(file, 'utf8')
    expect((await ensureLocalKeys(folder, { SALLYPORT_STATE_KEYS: ' ' })).first.id).toBe(first.first.id)
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  test('stand behind those of the variable, so that a state made without it stays readable', async () => {
    const kept = (await ensureLocalKeys(folder, {})).first.id
    const ring = await ensureLocalKeys(folder, { SALLYPORT_STATE_KEYS: createKeyText('main') })
    expect([ring.first.id, ring.keyOf(kept)?.id]).toEqual(['main', kept])
  })

  test('are not made where the variable has some', async () => {
    await ensureLocalKeys(folder, { SALLYPORT_STATE_KEYS: createKeyText('main') })
    await expect(stat(join(folder, 'state-keys'))).rejects.toThrow('ENOENT')
  })

  test('that cannot be read are named by their file', async () => {
    await writeFile(join(folder, 'state-keys'), 'broken')
    await expect(ensureLocalKeys(folder, {})).rejects.toThrow(/^Key 1 of .*state-keys has no id/)
  })
})

test('keys of a server are never made up', async () => {
  expect((await readSharedKeys({ SALLYPORT_STATE_KEYS: createKeyText('main') })).first.id).toBe('main')
  await expect(readSharedKeys({})).rejects.toThrow(
    /set SALLYPORT_STATE_KEYS to .*openssl rand -base64 32\)\.$/,
  )
})
