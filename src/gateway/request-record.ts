import type { Exchange, Reply } from './exchange.ts'
import type { GatewayContext } from './request-context.ts'
import type { Services } from './services.ts'

/** The one line of the log about a request. It names paths and people, never queries, headers or bodies. */
export function recordRequest(
  services: Pick<Services, 'log' | 'now'>,
  exchange: Exchange,
  reply: Reply,
  context: Partial<Pick<GatewayContext, 'recordFields' | 'refusal'>> | undefined,
  startedAt: number,
): void {
  const { log } = services
  const level = reply.status >= 500 ? 'error' : 'info'
  if (!log.isEnabled(level)) return
  log[level]('request', {
    requestId: exchange.requestId,
    method: exchange.method,
    path: exchange.path,
    status: reply.status,
    ms: services.now() - startedAt,
    ...(exchange.user === undefined ? undefined : { user: exchange.user.sub }),
    ...context?.recordFields,
    ...(context?.refusal === undefined ? undefined : { refusal: context.refusal }),
  })
}
