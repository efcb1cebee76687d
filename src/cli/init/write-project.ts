import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ProjectError } from '../../foundation/diagnostic.ts'

/** Refuses a folder in which a file of the new project is there already; nothing was written then. */
export async function refuseToReplace(folder: string, paths: Iterable<string>): Promise<void> {
  const taken: string[] = []
  for (const path of paths) if (await isThere(join(folder, path))) taken.push(path)
  if (taken.length === 0) return
  throw new ProjectError([
    {
      severity: 'error',
      code: 'SALLYPORT_INIT_FILE_EXISTS',
      message: `"${folder}" has ${list(taken)} already; nothing was written.`,
      hint: 'Name another folder, or move what is there.',
    },
  ])
}

const mostNamed = 5

function list(paths: readonly string[]): string {
  const more = paths.length - mostNamed
  return paths.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Writes the files of a new project; one that came into being meanwhile is not replaced. */
export async function writeProject(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { flag: 'wx' })
  }
}
