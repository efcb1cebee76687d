/** Work that goes on after the answers it belongs to; whoever stops the gateway waits for it. */
export class BackgroundWork {
  private readonly running = new Set<Promise<unknown>>()

  /** Takes a promise that never rejects. */
  add(work: Promise<unknown>): void {
    this.running.add(work)
    void work.finally(() => this.running.delete(work))
  }

  /** Resolves when all work has ended, what it started meanwhile included, or when the time is up: with how much is left. */
  async settle(graceMs: number): Promise<number> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), graceMs)
    })
    try {
      while (this.running.size > 0) {
        if ((await Promise.race([Promise.all(this.running), late])) === 'late') return this.running.size
      }
      return 0
    } finally {
      clearTimeout(timer)
    }
  }
}
