import { relative, sep } from 'node:path'
import { watch } from 'chokidar'

/** A running watch. */
export interface ProjectWatcher {
  close(): Promise<void>
}

/** Editors write a file in several steps; a change is acted on when the folder was quiet this long, milliseconds. */
const quietMs = 120

/** Calls `onChange` after files of a project changed, one call at a time; changes during a call lead to one more. */
export async function watchProject(
  folder: string,
  stateFolder: string,
  onChange: () => Promise<void>,
): Promise<ProjectWatcher> {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const schedule = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      // A change that cannot be used must not be the last one that is seen; whoever acts on changes says what went wrong.
      running = running.then(onChange).catch(() => undefined)
    }, quietMs)
  }
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => isIgnored(folder, stateFolder, path),
  })
  watcher.on('all', schedule)
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  return {
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
      await running
    },
  }
}

function isIgnored(folder: string, stateFolder: string, path: string): boolean {
  if (path === stateFolder || path.startsWith(stateFolder + sep)) return true
  const parts = relative(folder, path).split(sep)
  return parts.includes('node_modules') || parts.includes('.git')
}
