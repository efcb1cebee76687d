import { levelsOver, logLevelOrder, type Log, type LogFields, type LogLevel, type LogSink } from './log.ts'

/** A log whose records also go to further sinks, which may be added later; each sink redacts what it sends away. */
export function forkLog(log: Log, sinks: readonly LogSink[], fixed: LogFields = {}): Log {
  const write = (level: LogLevel, message: string, fields: LogFields | undefined): void => {
    log[level](message, fields)
    for (const sink of sinks) {
      if (logLevelOrder[level] >= logLevelOrder[sink.level])
        sink.write({ level, message, fields: fields === undefined ? fixed : { ...fixed, ...fields } })
    }
  }
  return {
    ...levelsOver(write),
    isEnabled: (level) =>
      log.isEnabled(level) || sinks.some((sink) => logLevelOrder[level] >= logLevelOrder[sink.level]),
    with: (fields) => forkLog(log.with(fields), sinks, { ...fixed, ...fields }),
  }
}
