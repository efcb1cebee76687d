import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Where a gateway keeps its state: `SALLYPORT_STATE_DIR`, else `.sallyport` in the project. */
export function stateFolderOf(
  projectFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return resolve(environment['SALLYPORT_STATE_DIR'] ?? join(projectFolder, '.sallyport'))
}

/** Said when the state folder cannot be made; the command line prints it as it is. */
export class StateFolderError extends Error {
  override readonly name = 'StateFolderError'
}

/** Makes the folder, readable by its owner only and ignored by git: it holds keys and generated secrets. */
export async function createStateFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
    await ignoreByGit(folder)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StateFolderError(
      `The state folder ${folder} cannot be written (${why}); name another with SALLYPORT_STATE_DIR.`,
      { cause: error },
    )
  }
}

/** A project's own .gitignore may not know the folder; what somebody wrote here before stays. */
async function ignoreByGit(folder: string): Promise<void> {
  await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
}
