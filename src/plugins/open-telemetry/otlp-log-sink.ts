import { SeverityNumber, type AnyValueMap, type Logger } from '@opentelemetry/api-logs'
import type { Services } from '../../gateway/services.ts'
import type { LogLevel, LogRecord, LogSink } from '../../telemetry/log.ts'
import { redact, redactText } from '../../telemetry/redact.ts'
import type { SdkTracer } from './sdk-tracer.ts'

const severities: Readonly<Record<LogLevel, SeverityNumber>> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
}

/** Takes records of the gateway's log, without secrets, and ties those of a request to its trace. */
export class OtlpLogSink implements LogSink {
  readonly level = 'info'
  private readonly logger: Logger
  private readonly tracer: SdkTracer
  private readonly services: Pick<Services, 'now'>

  constructor(logger: Logger, tracer: SdkTracer, services: Pick<Services, 'now'>) {
    this.logger = logger
    this.tracer = tracer
    this.services = services
  }

  write({ level, message, fields }: LogRecord): void {
    const context = this.tracer.contextOf(fields['requestId'])
    this.logger.emit({
      timestamp: this.services.now(),
      severityNumber: severities[level],
      severityText: level.toUpperCase(),
      body: redactText(message),
      attributes: redact(fields) as AnyValueMap,
      ...(context === undefined ? {} : { context }),
    })
  }
}
