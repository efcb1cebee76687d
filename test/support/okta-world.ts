import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileIdentity } from '../../src/identity/compile-identity.ts'
import type { Identity } from '../../src/identity/identity.ts'
import { applyPlan, type ApplyOutcome } from '../../src/provisioning/apply-plan.ts'
import { openJournal } from '../../src/provisioning/journal.ts'
import { createOktaProvider } from '../../src/provisioning/okta/create-okta-provider.ts'
import { buildDesiredState } from '../../src/provisioning/okta/desired-state.ts'
import {
  createManagementClient,
  type ManagementClient,
} from '../../src/provisioning/okta/management-client.ts'
import { planChanges, type Plan } from '../../src/provisioning/plan-changes.ts'
import { createOktaOrg, type OktaOrg, type OktaOrgOptions } from '../../src/testing/index.ts'

/** An organization, a client of its Management API, and an identity that can be applied to it. */
export interface OktaWorld {
  readonly org: OktaOrg
  readonly client: ManagementClient
  readonly waits: number[]
  readonly secrets: Map<string, string>
  /** Plans an identity; without one, its removal. */
  plan(identity: Identity, options?: { adopt?: boolean; destroy?: boolean }): Promise<Plan>
  apply(identity: Identity, options?: { adopt?: boolean; destroy?: boolean }): Promise<ApplyOutcome>
  close(): Promise<void>
}

const owner = 'test'

/** Starts a world; waits of the client take no time. */
export async function startOktaWorld(options: OktaOrgOptions = {}): Promise<OktaWorld> {
  const org = await createOktaOrg(options)
  const waits: number[] = []
  const secrets = new Map<string, string>()
  const client = createManagementClient({
    connection: { orgUrl: org.origin, credential: { kind: 'api-token', token: org.apiToken } },
    wait: async (ms) => void waits.push(ms),
  })
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-okta-'))
  const journal = await openJournal(join(folder, 'journal.json'), owner, org.origin)
  const plan: OktaWorld['plan'] = async (identity, { adopt = false, destroy = false } = {}) => {
    const desired = buildDesiredState(identity, owner)
    const provider = createOktaProvider(client, owner, desired)
    const state = await provider.readCurrent(desired, journal.known)
    return planChanges(provider.kinds, destroy ? [] : desired, state, { adopt })
  }
  return {
    org,
    client,
    waits,
    secrets,
    plan,
    apply: async (identity, planOptions) =>
      applyPlan({
        plan: await plan(identity, planOptions),
        provider: createOktaProvider(client, owner, buildDesiredState(identity, owner)),
        journal,
        onStep: () => undefined,
        hasSecret: async (key) => secrets.has(key),
        dropSecret: async (key) => void secrets.delete(key),
        deliverSecret: async (key, _name, secret) => void secrets.set(key, secret),
      }),
    close: async () => {
      await client.close()
      await org.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** An identity with one server, a rule, a web and a service client and a group; parts can be replaced. */
export function provisionedIdentity(
  change: { rule?: object; server?: object; more?: object } = {},
): Identity {
  const { identity, problems } = compileIdentity({
    authorizationServers: [
      {
        id: 'mcp',
        name: 'MCP',
        audience: 'https://gateway.example.com/mcp',
        scopes: [{ name: 'mcp:access', displayName: 'Use the tools', default: true }],
        policies: [
          {
            name: 'Clients',
            clients: ['mcp-web', 'mcp-service'],
            rules: [
              {
                name: 'Allow',
                grantTypes: ['authorization_code', 'client_credentials'],
                scopes: ['mcp:access'],
                ...change.rule,
              },
            ],
          },
        ],
        ...change.server,
      },
    ],
    groups: [{ name: 'staff', description: 'Staff' }],
    clients: [
      {
        id: 'mcp-web',
        name: 'MCP Web',
        type: 'web',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: ['http://localhost:3000/callback'],
        assignedTo: { groups: ['staff', 'Everyone'] },
      },
      { id: 'mcp-service', name: 'MCP Service', type: 'service', grantTypes: ['client_credentials'] },
    ],
    ...change.more,
  })
  if (identity === undefined) throw new Error(JSON.stringify(problems))
  return identity
}
