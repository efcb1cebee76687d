import type { Interaction, Provider } from 'oidc-provider'
import type { Destination } from '../pages/permission-list.ts'

/** Where a sign-in returns to: what the person can check, not what the client calls itself. */
export async function describeDestination(
  provider: Pick<Provider, 'DeviceCode'>,
  interaction: Interaction,
): Promise<Destination> {
  if (interaction.deviceCode !== undefined) {
    const device = await provider.DeviceCode.find(interaction.deviceCode)
    return { kind: 'device', code: device?.userCode ?? '' }
  }
  return { kind: 'application', host: hostOf(interaction.params['redirect_uri']) }
}

/** Host and port for the web, the scheme for an application of the machine. */
function hostOf(redirectUri: unknown): string {
  if (typeof redirectUri !== 'string' || !URL.canParse(redirectUri)) return ''
  const { protocol, host } = new URL(redirectUri)
  return protocol === 'http:' || protocol === 'https:' ? host : `${protocol}//${host}`
}
