import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes a bundle that only this user may read; answers its path, named by its content. */
export async function writeBundle(folder: string, code: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const file = join(folder, `${createHash('sha256').update(code).digest('hex').slice(0, 32)}.mjs`)
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, code, { mode: 0o600 })
  await rename(draft, file)
  return file
}

/** Whoever wrote a bundle this long ago has loaded it, milliseconds. */
const keepBundlesMs = 60_000

/** Removes the bundles beside the current one, except young ones: another process may be about to load them. */
export async function removeOldBundles(current: string): Promise<void> {
  const folder = join(current, '..')
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    if (file === current) continue
    const age = Date.now() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? Date.now())
    if (age > keepBundlesMs) await rm(file, { force: true })
  }
}
