import { failed, noted, type Finding } from './finding.ts'
import type { PublicEndpoints } from './public-endpoints.ts'

/**
 * Whether MCP clients can register themselves. An empty body makes nothing: where anybody may register it is refused for
 * what it lacks, and where nobody may it is refused for who asks.
 */
export async function checkRegistration(endpoints: PublicEndpoints, orgUrl: string): Promise<Finding> {
  const check = 'client registration'
  const { status } = await endpoints.postJson(`${orgUrl}/oauth2/v1/clients`, {})
  if (status === 400 || status === 201) {
    const hint = 'Turn anonymous registration off, unless that is meant.'
    return failed(check, 'Anybody can register clients in this organization.', hint)
  }
  const hint =
    'Okta names a registration endpoint that only administrators may use. Give MCP clients a client id by hand.'
  return noted(check, 'MCP clients cannot register themselves here.', hint)
}
