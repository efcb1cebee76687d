import pino from 'pino'
import type { LogLevel, LogRecord, LogSink } from '../../telemetry/log.ts'
import { redact, redactText } from '../../telemetry/redact.ts'

/** How records are written. */
export interface LogSinkOptions {
  /** Default `info`; LOG_LEVEL sets it. */
  readonly level?: LogLevel
  /** File descriptor to write to; default 2 (standard error), so that standard output stays data. */
  readonly fd?: number
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

/** JSON lines, written in batches that are flushed when the process ends. */
export function createLogSink(options: LogSinkOptions = {}): LogSink & { flush(): void } {
  const level = options.level ?? 'info'
  const destination = pino.destination({
    fd: options.fd ?? 2,
    sync: true,
    minLength: 4096,
    periodicFlush: 100,
  })
  return {
    level,
    // The record is written straight to the destination: a logger in between would build it a second time.
    write: (record) => destination.write(`${formatRecord(record)}\n`),
    flush: () => destination.flushSync(),
  }
}

function formatRecord({ level, message, fields }: LogRecord): string {
  return JSON.stringify({ level, time: Date.now(), message: redactText(message), ...redact(fields) })
}

/** The level a variable names; undefined when it names none. */
export function parseLogLevel(text: string | undefined): LogLevel | undefined {
  return levels.find((level) => level === text?.toLowerCase())
}
