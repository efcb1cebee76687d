import type { GatewayContext } from '../../gateway/request-context.ts'

/** Notes secrets that the caller presented, accepted or not, so that no tool's upstream gets to see them. */
export function presentSecret(context: GatewayContext, ...secrets: readonly string[]): void {
  context.presentedSecrets = [...context.presentedSecrets, ...secrets]
}
