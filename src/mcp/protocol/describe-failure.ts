import { errorTable, GatewayError } from '../../foundation/errors.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'

/** What a caller may read of a failure on the way to an operation, as sentences; the rest goes to the log. */
export function describeFailure(thrown: unknown, context: GatewayContext): string {
  if (!(thrown instanceof GatewayError)) return describeSurprise(thrown, context)
  const { message } = errorTable[thrown.code]
  return thrown.detail === undefined ? message : `${message} ${thrown.detail}`
}

/** What nobody foresaw goes to the log; the caller learns the request id alone. */
export function describeSurprise(thrown: unknown, context: GatewayContext): string {
  context.log.error('mcp request failed', {
    ...context.recordFields,
    error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  })
  const { message, hint } = errorTable.SALLYPORT_GATEWAY_FAILURE
  return `${message} ${hint} Request id: ${context.requestId}.`
}
