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

/** Where records of this process go. */
export interface FileLogSink extends LogSink {
  /** Writes what is still held back. */
  flush(): void
  /** Flushes, and closes the file unless it is a standard stream; nothing may be written afterwards. */
  close(): void
}

/** JSON lines, written in batches that are flushed when the process ends. */
export function createLogSink(options: LogSinkOptions = {}): FileLogSink {
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
    close: () => {
      destination.flushSync()
      destination.destroy()
    },
  }
}

function formatRecord({ level, message, fields }: LogRecord): string {
  return JSON.stringify({ level, time: Date.now(), message: redactText(message), ...redact(fields) })
}

/** The level a variable names; undefined when it names none. */
export function parseLogLevel(text: string | undefined): LogLevel | undefined {
  return levels.find((level) => level === text?.toLowerCase())
}
