/** How loud a record is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Fields of a record beside its message; values are redacted before they are written. */
export type LogFields = Record<string, unknown>

/** One line of the log on its way to a sink. */
export interface LogRecord {
  readonly level: LogLevel
  readonly message: string
  readonly fields: LogFields
}

/** Takes records; owns format and destination. */
export interface LogSink {
  /** Records below this level are not built. */
  readonly level: LogLevel
  write(record: LogRecord): void
}

/** Writes records with fields that stay the same. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  isEnabled(level: LogLevel): boolean
  /** The same log with more fields on every record. */
  with(fields: LogFields): Log
}

/** Louder levels have greater numbers. */
export const logLevelOrder: Readonly<Record<LogLevel, number>> = { debug: 10, info: 20, warn: 30, error: 40 }

/** A log over a sink. */
export function createLog(sink: LogSink, fixed: LogFields = {}): Log {
  const threshold = logLevelOrder[sink.level]
  const write = (level: LogLevel, message: string, fields: LogFields | undefined): void => {
    if (logLevelOrder[level] < threshold) return
    sink.write({ level, message, fields: fields === undefined ? fixed : { ...fixed, ...fields } })
  }
  return {
    ...levelsOver(write),
    isEnabled: (level) => logLevelOrder[level] >= threshold,
    with: (fields) => createLog(sink, { ...fixed, ...fields }),
  }
}

/** The methods of a log by one that takes the level as a value. */
export function levelsOver(
  write: (level: LogLevel, message: string, fields: LogFields | undefined) => void,
): Pick<Log, LogLevel> {
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
  }
}
