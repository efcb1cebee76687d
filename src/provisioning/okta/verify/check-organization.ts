import { OktaApiError } from '../api-error.ts'
import type { ManagementClient } from '../management-client.ts'
import { failed, noted, passed, type Finding } from './finding.ts'
import type { PublicEndpoints } from './public-endpoints.ts'

/** Whether the organization is there, lets us in, and has custom authorization servers. */
export async function checkOrganization(
  endpoints: PublicEndpoints,
  client: ManagementClient,
): Promise<readonly Finding[]> {
  const probe = await endpoints.getJson(`${client.orgUrl}/.well-known/okta-organization`)
  if (probe.status !== 200)
    return [
      failed('organization', `${client.orgUrl} answers ${probe.status || 'nothing'}.`, 'Check OKTA_ORG_URL.'),
    ]
  const engine =
    probe.body?.['pipeline'] === 'v1'
      ? noted('organization', `${client.orgUrl} is there, on the Classic Engine.`)
      : passed('organization', `${client.orgUrl} is there.`)
  try {
    await client.get('/authorizationServers?limit=1')
    return [engine, passed('credential', 'It opens the Management API with custom authorization servers.')]
  } catch (error) {
    if (!(error instanceof OktaApiError)) throw error
    const [message = '', ...hint] = error.message.split('\n')
    return [engine, failed('credential', message, hint.join(' ') || undefined)]
  }
}
