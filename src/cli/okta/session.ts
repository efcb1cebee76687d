import { basename, join } from 'node:path'
import type { Identity } from '../../identity/identity.ts'
import { openJournal, whileLocked, type Journal } from '../../provisioning/journal.ts'
import { readOktaConnection } from '../../provisioning/okta/connection.ts'
import { createOktaProvider } from '../../provisioning/okta/create-okta-provider.ts'
import { buildDesiredState, findRefusals } from '../../provisioning/okta/desired-state.ts'
import { createManagementClient, type ManagementClient } from '../../provisioning/okta/management-client.ts'
import type { OktaResource } from '../../provisioning/okta/resource.ts'
import { planChanges, type Plan } from '../../provisioning/plan-changes.ts'
import type { Provider } from '../../provisioning/provider.ts'
import { createStateFolder, stateFolderOf } from '../../runtimes/node/state-folder.ts'
import { readGoodIdentity, type ReadIdentity } from '../read-identity.ts'

/** What all commands of `sallyport okta` take. */
export interface OktaFlags {
  readonly json: boolean
  readonly publicUrl?: string
}

/** An identity file and the organization it is applied to. */
export interface OktaSession {
  readonly read: ReadIdentity
  readonly identity: Identity
  readonly owner: string
  readonly client: ManagementClient
  readonly provider: Provider
  readonly journal: Journal
  /** The file in which the client's secret is kept. */
  secretFile(clientId: string): string
  /** Compares the file, or nothing at all, with the organization. */
  plan(options: PlanFlags): Promise<Plan>
}

/** How a session plans. */
export interface PlanFlags {
  readonly adopt: boolean
  /** True: nothing shall be left of the file. */
  readonly destroy?: boolean
}

/** Opens the organization that the environment names, for the identity file of a folder, and closes it afterwards. */
export async function withOktaSession<T>(
  folder: string,
  flags: OktaFlags,
  options: { readonly exclusive: boolean },
  run: (session: OktaSession) => Promise<T>,
): Promise<T> {
  const read = await readGoodIdentity(folder, process.env, flags.publicUrl)
  const connection = readOktaConnection(read.environment)
  const owner = ownerOf(read.identity, read.folder.root)
  const stateFolder = stateFolderOf(read.folder.root, process.env)
  await createStateFolder(stateFolder)
  const own = join(stateFolder, 'okta', new URL(connection.orgUrl).host.replaceAll(':', '_'), owner)
  const file = join(own, 'journal.json')
  const client = createManagementClient({
    connection,
    onWait: (reason, ms) => console.error(`${reason}; waiting ${Math.ceil(ms / 1000)} s.`),
  })
  const start = async (): Promise<T> => {
    const journal = await openJournal(file, owner, connection.orgUrl)
    const desired = buildDesiredState(read.identity, owner)
    const provider = createOktaProvider(client, owner, desired)
    return run({
      read,
      identity: read.identity,
      owner,
      client,
      provider,
      journal,
      secretFile: (id) => join(own, `client-${id}.secret`),
      plan: (plan) => makePlan({ read, provider, journal, desired }, plan),
    })
  }
  try {
    return await (options.exclusive ? whileLocked(file, start) : start())
  } finally {
    await client.close()
  }
}

interface PlanInput {
  readonly read: { readonly identity: Identity }
  readonly provider: Provider
  readonly journal: Journal
  readonly desired: readonly OktaResource[]
}

async function makePlan(
  { read, provider, journal, desired }: PlanInput,
  { adopt, destroy = false }: PlanFlags,
): Promise<Plan> {
  // The file tells what is ours also when all of it shall go.
  const state = await provider.readCurrent(desired, journal.known)
  if (destroy) return planChanges(provider.kinds, [], { ...state, problems: [] }, { adopt })
  const plan = planChanges(provider.kinds, desired, state, { adopt })
  return { ...plan, problems: [...findRefusals(read.identity), ...plan.problems] }
}

/** The mark of a file: as it says, else by the name of its folder. */
export function ownerOf(identity: Pick<Identity, 'owner'>, root: string): string {
  const name = basename(root)
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64)
  return identity.owner ?? (name === '' ? 'project' : name)
}
