import type { ExportResult } from '@opentelemetry/core'
import type { Log } from '../../telemetry/log.ts'

/** Sends a batch somewhere and says how that went; exporters of the OpenTelemetry SDK are such. */
export interface BatchExporter<T> {
  export(items: T[], done: (result: ExportResult) => void): void
}

/** How items wait. */
export interface QueueTerms {
  /** Most that wait. */
  readonly queueSize: number
  /** Most that are sent at once. */
  readonly size: number
  /** Longest wait, milliseconds. */
  readonly delayMs: number
}

/** `ExportResultCode.SUCCESS` of the SDK. */
const success = 0

/** Items on their way to an exporter: bounded, in batches, one batch at a time. What is lost is counted, and logged once. */
export class ExportQueue<T> {
  /** How many were lost: no room, or the exporter gave up. */
  lost = 0
  private readonly waiting: T[] = []
  private sending: Promise<void> | undefined = undefined
  private timer: ReturnType<typeof setTimeout> | undefined = undefined
  private readonly what: string
  private readonly exporter: BatchExporter<T>
  private readonly terms: QueueTerms
  private readonly log: Log

  constructor(what: string, exporter: BatchExporter<T>, terms: QueueTerms, log: Log) {
    this.what = what
    this.exporter = exporter
    this.terms = terms
    this.log = log
  }

  add(item: T): void {
    if (this.waiting.length >= this.terms.queueSize) return this.lose(1, 'the queue is full')
    this.waiting.push(item)
    if (this.waiting.length >= this.terms.size) void this.flush()
    else this.timer ??= this.schedule()
  }

  /** Sends all that waits; resolves when it was sent or lost. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    this.sending ??= this.sendAll().finally(() => {
      this.sending = undefined
    })
    return this.sending
  }

  private schedule(): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => void this.flush(), this.terms.delayMs)
    // On Node a timer keeps the process alive unless it is told not to.
    ;(timer as { unref?: () => void }).unref?.()
    return timer
  }

  private async sendAll(): Promise<void> {
    while (this.waiting.length > 0) await this.send(this.waiting.splice(0, this.terms.size))
  }

  private send(items: T[]): Promise<void> {
    return new Promise((resolve) => {
      const done = ({ code, error }: ExportResult): void => {
        if (Number(code) !== success) this.lose(items.length, error?.message ?? 'the export failed')
        resolve()
      }
      try {
        this.exporter.export(items, done)
      } catch (error) {
        done({ code: 1, error: error instanceof Error ? error : new Error(String(error)) })
      }
    })
  }

  private lose(count: number, reason: string): void {
    const isFirst = this.lost === 0
    // Counted first: the log may itself add to this queue.
    this.lost += count
    if (isFirst) this.log.warn(`${this.what} are being lost`, { reason })
  }
}
