import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The package that runs. */
export interface RunningPackage {
  /** Its folder, absolute. */
  readonly root: string
  readonly version: string
}

/** Finds the package this code is part of, whether it runs bundled or from its sources. */
export function findPackage(from: string = import.meta.dirname): RunningPackage {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }
      return { root: folder, version }
    }
    if (folder === dirname(folder)) throw new Error('This code is part of no package.')
  }
}
