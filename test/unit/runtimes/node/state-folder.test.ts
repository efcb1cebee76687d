import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createStateFolder,
  StateFolderError,
  stateFolderOf,
} from '../../../../src/runtimes/node/state-folder.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sallyport-state-'))
})
afterEach(() => rm(root, { recursive: true }))

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('the state folder', () => {
  it('lies in the project, or where SALLYPORT_STATE_DIR says', () => {
    expect(stateFolderOf('/p', {})).toBe('/p/.sallyport')
    expect(stateFolderOf('/p', { SALLYPORT_STATE_DIR: '/var/lib/gateway' })).toBe('/var/lib/gateway')
  })

  it('is made for its owner alone', async () => {
    const folder = join(root, 'a', 'b')
    await createStateFolder(folder)
    expect(await modeOf(folder)).toBe(0o700)
  })

  it('is ignored by git wherever the project lies, and leaves alone what was written there', async () => {
    const folder = join(root, 'ignored')
    await createStateFolder(folder)
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
    await writeFile(join(folder, '.gitignore'), '# mine')
    await createStateFolder(folder)
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('# mine')
  })

  it('that cannot be made is one sentence with the way out', async () => {
    await writeFile(join(root, 'file'), '')
    const failing = createStateFolder(join(root, 'file', 'state'))
    await expect(failing).rejects.toThrow(StateFolderError)
    await expect(failing).rejects.toThrow(/file\/state cannot be written .* SALLYPORT_STATE_DIR/)
  })

  it('is closed to others when it was there before', async () => {
    const folder = join(root, 'open')
    await mkdir(folder, { mode: 0o755 })
    await createStateFolder(folder)
    expect(await modeOf(folder)).toBe(0o700)
  })
})
