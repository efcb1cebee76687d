/** Signals closer together than this are one wish: `timeout` and supervisors tell the process, then its whole group. */
const oneWishMs = 500
const parentCheckMs = 250

/**
 * Resolves at SIGTERM or SIGINT; a later second signal ends the process at once. npm and npx do not pass SIGTERM on: they
 * end and leave what they started behind, so under them the end of the parent is a signal too.
 */
export function stopSignal(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined
    const stop = (exitCode: number): void => {
      if (askedAt === undefined) {
        askedAt = Date.now()
        resolve()
      } else if (Date.now() - askedAt > oneWishMs) process.exit(exitCode)
    }
    process.on('SIGTERM', () => stop(143))
    process.on('SIGINT', () => stop(130))
    if (environment['npm_lifecycle_event'] !== undefined) watchParent(() => stop(143))
  })
}

function watchParent(onEnd: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onEnd()
  }, parentCheckMs)
  timer.unref()
}
