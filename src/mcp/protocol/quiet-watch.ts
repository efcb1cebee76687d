/** Something that is told when it has been quiet for too long. */
export interface Quiet {
  /** Makes the answer show signs of life. */
  openStream(): void
}

/**
 * Finds requests that take long. One timer serves all of them: a timer for each would cost more than the rest of serving
 * a short call.
 */
export class QuietWatch {
  private readonly afterMs: number
  /** In the order of their beginning, with its time. */
  private readonly watched = new Map<Quiet, number>()
  private isArmed = false

  constructor(afterMs: number) {
    this.afterMs = afterMs
  }

  add(quiet: Quiet): void {
    this.watched.set(quiet, Date.now())
    if (!this.isArmed) this.arm(this.afterMs)
  }

  remove(quiet: Quiet): void {
    this.watched.delete(quiet)
  }

  private arm(delay: number): void {
    this.isArmed = true
    const timer = setTimeout(() => this.look(), delay)
    // It may outlast the last request, and must not hold the process. Only Node's timers are objects.
    if (typeof timer === 'object') timer.unref()
  }

  private look(): void {
    this.isArmed = false
    const now = Date.now()
    for (const [quiet, since] of this.watched) {
      const left = since + this.afterMs - now
      if (left > 0) return this.arm(left)
      this.watched.delete(quiet)
      quiet.openStream()
    }
  }
}
