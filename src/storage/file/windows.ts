import {
  admitTo,
  formatWindow,
  lifeOf,
  parseWindow,
  type WindowAnswer,
  type WindowEntry,
  type WindowRequest,
} from '../window.ts'

/** Milliseconds between an admission and its way to the disk. */
const flushMs = 1000
/** Changed windows that are written at once, without waiting for more. */
const mostChanged = 10_000

/** Sliding windows of a store that serves one process. */
export interface Windows {
  admit(key: string, request: WindowRequest): WindowAnswer
  /** Writes what changed. */
  close(): Promise<void>
}

/** A change of a window on its way to the disk. */
export interface WindowChange {
  readonly key: string
  readonly value: string
  readonly ttlMs: number
}

/** The store around the windows. */
export interface WindowsInput {
  now(): number
  read(key: string): string | undefined
  write(changes: readonly WindowChange[]): Promise<void>
}

interface ChangedWindow {
  readonly entries: readonly WindowEntry[]
  readonly endsAt: number
}

/**
 * Windows that are judged in memory, where nothing comes between, and written in the background: waiting for the disk on
 * each request would cost more than most requests do.
 */
export function createWindows({ now, read, write }: WindowsInput): Windows {
  let changed = new Map<string, ChangedWindow>()
  let writing = new Map<string, ChangedWindow>()
  let flushing: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    await flushing
    writing = changed
    changed = new Map()
    const time = now()
    const changes = [...writing].flatMap(([key, { entries, endsAt }]) =>
      endsAt <= time ? [] : [{ key, value: formatWindow(entries), ttlMs: endsAt - time }],
    )
    // A failed write costs at most that a restart forgets; the write that failed with it reports the reason.
    flushing = write(changes)
      .catch(() => undefined)
      .finally(() => (writing = new Map()))
    await flushing
  }

  const entriesOf = (key: string): readonly WindowEntry[] =>
    (changed.get(key) ?? writing.get(key))?.entries ?? parseWindow(read(key))

  return {
    admit(key, request) {
      const time = now()
      const outcome = admitTo(entriesOf(key), request, time)
      if (outcome.admitted) {
        changed.set(key, { entries: outcome.entries, endsAt: time + lifeOf(request) })
        if (changed.size >= mostChanged && writing.size === 0) void flush()
        else timer ??= startTimer(() => void flush())
      }
      return { ...outcome, now: time }
    },
    close: flush,
  }
}

/** A timer that keeps no process alive. */
function startTimer(callback: () => void): ReturnType<typeof setTimeout> {
  const timer = setTimeout(callback, flushMs)
  timer.unref()
  return timer
}
