import type { Exchange, Reply } from '../../gateway/exchange.ts'
import { failureReply } from '../../gateway/failure-response.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'

/** The answer to a caller who may not; `why` is for the request record, `detail` for the caller. */
export function denyCaller(why: string, exchange: Exchange, context: GatewayContext, detail?: string): Reply {
  context.refusal = why
  return failureReply('SALLYPORT_ACCESS_DENIED', exchange, detail, { 'cache-control': 'no-store' })
}
