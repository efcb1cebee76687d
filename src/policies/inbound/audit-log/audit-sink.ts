import type { AuditFile, Services } from '../../../gateway/services.ts'
import type { AuditRecord } from './build-audit-record.ts'
import type { AuditLogOptions } from './options.ts'

/** Where the records of a policy go. */
export interface AuditSink {
  /** Answers whether the record was kept; a failure is in the log. */
  keep(record: AuditRecord): Promise<boolean>
  /** False when nothing can be kept at this moment; asking tries, with a record of its own. */
  isUsable(): Promise<boolean>
}

/** The sink that the options name; undefined when the host has none like it. */
export function openAuditSink(
  { to, file }: AuditLogOptions,
  policy: string,
  services: Services,
): AuditSink | undefined {
  if (to === 'log') return new LogAuditSink(policy, services)
  if (file === undefined || services.openAuditFile === undefined) return undefined
  const { path, maxBytes, queueSize, key } = file
  return new FileAuditSink(services.openAuditFile(path, { maxBytes, queueSize, key }), policy, services)
}

class LogAuditSink implements AuditSink {
  private readonly policy: string
  private readonly services: Services

  constructor(policy: string, services: Services) {
    this.policy = policy
    this.services = services
  }

  keep(record: AuditRecord): Promise<boolean> {
    this.services.log.info('audit', { policy: this.policy, ...record })
    return Promise.resolve(true)
  }

  isUsable(): Promise<boolean> {
    return Promise.resolve(true)
  }
}

class FileAuditSink implements AuditSink {
  private readonly file: AuditFile
  private readonly policy: string
  private readonly services: Services
  private lost = 0

  constructor(file: AuditFile, policy: string, services: Services) {
    this.file = file
    this.policy = policy
    this.services = services
  }

  async keep(record: AuditRecord): Promise<boolean> {
    const { log } = this.services
    try {
      await this.file.append(record)
      if (this.lost > 0) log.warn('audit records are kept again', { policy: this.policy, lost: this.lost })
      this.lost = 0
      return true
    } catch (error) {
      // Once, not for each of the many that follow.
      if (this.lost === 0)
        log.error('audit records cannot be kept', {
          policy: this.policy,
          error: error instanceof Error ? error.message : String(error),
        })
      this.lost += 1
      return false
    }
  }

  isUsable(): Promise<boolean> {
    if (this.file.problem() === undefined) return Promise.resolve(true)
    const time = new Date(this.services.now()).toISOString()
    return this.keep({ time, event: 'audit.opened' })
  }
}
