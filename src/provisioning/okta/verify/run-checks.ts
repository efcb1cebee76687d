import type { Identity } from '../../../identity/identity.ts'
import { isAction, type Plan } from '../../plan-changes.ts'
import type { ManagementClient } from '../management-client.ts'
import { resourceKeys } from '../resource-keys.ts'
import { checkBrowserOrigins } from './check-browser-origins.ts'
import { checkDeclared } from './check-declared.ts'
import { checkMetadata } from './check-metadata.ts'
import { checkOrganization } from './check-organization.ts'
import { checkProject, type TrustedPair } from './check-project.ts'
import { checkRegistration } from './check-registration.ts'
import { checkToken } from './check-token.ts'
import { skipped, type Finding } from './finding.ts'
import type { PublicEndpoints } from './public-endpoints.ts'

/** What verifying an organization needs. */
export interface VerifyInput {
  readonly identity: Identity
  readonly client: ManagementClient
  readonly endpoints: PublicEndpoints
  /** Compares the file with the organization; asked only when the organization lets us in. */
  readonly plan: () => Promise<Plan>
  /** What the policies of the project trust. */
  readonly trusted: readonly TrustedPair[]
  /** The secret of a declared client, where it is kept. */
  readonly secretOf: (id: string) => Promise<string | undefined>
}

/** Looks at a live organization as MCP clients and the gateway will: metadata, keys, a real token. Nothing is changed. */
export async function runChecks(input: VerifyInput): Promise<readonly Finding[]> {
  const { client, endpoints, identity } = input
  const organization = await checkOrganization(endpoints, client)
  if (organization.some(({ outcome }) => outcome === 'failed')) return organization
  const plan = await input.plan()
  const servers = await Promise.all(
    identity.authorizationServers.map((server) => checkServer(input, plan, server)),
  )
  return [
    ...organization,
    ...checkDeclared(plan, plan.changes.filter(isAction).length),
    ...servers.flat(),
    await checkRegistration(endpoints, client.orgUrl),
    await checkBrowserOrigins(client, identity),
  ]
}

async function checkServer(
  input: VerifyInput,
  plan: Plan,
  server: Identity['authorizationServers'][number],
): Promise<readonly Finding[]> {
  const issuer = referenceOf(plan, resourceKeys.server(server.id))
  if (issuer === undefined)
    return [
      skipped(
        `metadata of ${server.id}`,
        'The server is not in the organization yet.',
        'Run: sallyport okta apply',
      ),
    ]
  const metadata = await checkMetadata(input.endpoints, server, issuer)
  return [
    ...metadata,
    ...(metadata[0]?.outcome === 'failed'
      ? []
      : await checkToken({
          endpoints: input.endpoints,
          identity: input.identity,
          server,
          issuer,
          clientIdOf: (id) => referenceOf(plan, resourceKeys.client(id)),
          secretOf: input.secretOf,
        })),
    checkProject(input.trusted, issuer, server.audience),
  ]
}

/** What others refer to a resource by, when it is there and ours to use. */
function referenceOf(plan: Plan, key: string): string | undefined {
  return plan.changes.find((change) => change.key === key)?.current?.reference
}
