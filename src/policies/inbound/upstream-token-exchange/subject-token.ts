import type { Exchange } from '../../../gateway/exchange.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'

/**
 * The token that the caller presented to an authentication policy, of this route or of the one it was dispatched from.
 * What stands in `Authorization` without a policy having read it is nobody's word for anything.
 */
export function findSubjectToken(exchange: Exchange, context: GatewayContext): string | undefined {
  const secrets = [...context.presentedSecrets, ...exchange.callerSecrets]
  const sent = /^(?:bearer|dpop) +(\S+)$/i.exec(exchange.headers['authorization'] ?? '')?.[1]
  if (sent !== undefined && secrets.includes(sent)) return sent
  // Policies name the token beside the header it came in, which has a scheme before it.
  return secrets.find((secret) => !secret.includes(' '))
}
