import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Where a gateway keeps its state: `SALLYPORT_STATE_DIR`, else `.sallyport` in the project. */
export function stateFolderOf(
  projectFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return resolve(environment['SALLYPORT_STATE_DIR'] ?? join(projectFolder, '.sallyport'))
}

/** Makes the folder, readable by its owner only: it holds keys and generated secrets. */
export async function createStateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
}
