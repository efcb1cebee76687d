import { expect, test } from 'vitest'
import { createManagementClient } from '../../../../../src/provisioning/okta/management-client.ts'
import { checkOrganization } from '../../../../../src/provisioning/okta/verify/check-organization.ts'
import { createPublicEndpoints } from '../../../../../src/provisioning/okta/verify/public-endpoints.ts'
import { createOktaOrg, type OktaOrg } from '../../../../../src/testing/index.ts'

async function outcomes(org: OktaOrg, token = org.apiToken): Promise<string[]> {
  const endpoints = createPublicEndpoints()
  const client = createManagementClient({
    connection: { orgUrl: org.origin, credential: { kind: 'api-token', token } },
  })
  const found = await checkOrganization(endpoints, client)
  await Promise.all([endpoints.close(), client.close()])
  return found.map(({ outcome, check, hint }) => `${outcome} ${check} ${hint ?? ''}`)
}

test('an organization that lets us in, and two that do not', async () => {
  const rich = await createOktaOrg()
  const poor = await createOktaOrg({ apiAccessManagement: false })
  expect(await outcomes(rich)).toEqual(['ok organization ', 'ok credential '])
  expect((await outcomes(rich, 'wrong'))[1]).toMatch(/^failed credential The API token is not valid/)
  expect((await outcomes(poor))[1]).toMatch(/API Access Management/)
  await Promise.all([rich.close(), poor.close()])
  expect((await outcomes(rich))[0]).toMatch(/^failed organization/)
})
