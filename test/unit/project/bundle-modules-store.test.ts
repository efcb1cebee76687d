import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeOldBundles, writeBundle } from '../../../src/project/bundle-modules-store.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-store-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('a bundle is named by its content and readable by its owner alone', async () => {
  const modules = join(folder, '.sallyport', 'modules')
  const file = await writeBundle(modules, 'export const a = 1')
  expect(basename(file)).toMatch(/^[0-9a-f]{32}\.mjs$/)
  expect(await readFile(file, 'utf8')).toBe('export const a = 1')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(modules)).mode & 0o777).toBe(0o700)
  expect(await writeBundle(modules, 'export const a = 1')).toBe(file)
  expect(await writeBundle(modules, 'export const a = 2')).not.toBe(file)
  expect(await readdir(modules)).toHaveLength(2)
})

test('old bundles go; the current one and young ones, which others may be about to load, stay', async () => {
  const old = await writeBundle(folder, 'old')
  const current = await writeBundle(folder, 'current')
  const young = await writeBundle(folder, 'young')
  const longAgo = new Date(Date.now() - 3_600_000)
  await utimes(old, longAgo, longAgo)
  await utimes(current, longAgo, longAgo)
  await writeFile(join(folder, 'draft.mjs.1'), '')
  await utimes(join(folder, 'draft.mjs.1'), longAgo, longAgo)
  await removeOldBundles(current)
  expect((await readdir(folder)).sort()).toEqual([current, young].map((file) => basename(file)).sort())
})
