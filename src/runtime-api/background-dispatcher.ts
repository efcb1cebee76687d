import type { ModuleContext } from '../gateway/facade/module-context.ts'

/** How a {@link BackgroundDispatcher} gathers entries. */
export interface BackgroundDispatcherOptions {
  /** Milliseconds from the first entry of a batch until the batch is sent. */
  readonly msDelay: number
}

/** Most entries that wait for one batch; a full batch goes out at once. */
const largestBatch = 1_000

/** Gathers entries of many requests and hands them over in batches, after the answers. */
export class BackgroundDispatcher<T> {
  private readonly dispatch: (entries: T[]) => Promise<void>
  private readonly msDelay: number
  private batch: { readonly entries: T[]; send(): void } | undefined = undefined

  constructor(dispatch: (entries: T[]) => Promise<void>, options: BackgroundDispatcherOptions) {
    if (!(options.msDelay >= 0)) throw new RangeError('msDelay is a number of milliseconds, 0 or greater.')
    this.dispatch = dispatch
    this.msDelay = options.msDelay
  }

  /** Adds an entry to the batch; the request that opens a batch waits for it, so that a stop drains it. */
  enqueue(entry: T, context: ModuleContext): void {
    const batch = (this.batch ??= this.open(context))
    batch.entries.push(entry)
    if (batch.entries.length >= largestBatch) batch.send()
  }

  private open(context: ModuleContext): { readonly entries: T[]; send(): void } {
    const entries: T[] = []
    let send = (): void => undefined
    const due = new Promise<void>((resolve) => {
      const timer = setTimeout(() => send(), this.msDelay)
      send = () => {
        clearTimeout(timer)
        this.batch = undefined
        resolve()
      }
    })
    context.waitUntil(
      due
        .then(() => this.dispatch(entries))
        .catch((error: unknown) => context.log.error('A batch of entries was lost:', error)),
    )
    return { entries, send }
  }
}
