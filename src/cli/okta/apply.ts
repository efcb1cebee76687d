import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applyPlan, type ApplyOutcome } from '../../provisioning/apply-plan.ts'
import { hasFile, pipeSecret, removeSecretFile, writeSecretFile } from '../../provisioning/deliver-secret.ts'
import { editProject, type ServerFacts } from '../../provisioning/okta/project-edits.ts'
import { resourceKeys } from '../../provisioning/okta/resource-keys.ts'
import type { Plan } from '../../provisioning/plan-changes.ts'
import type { OktaSession } from './session.ts'

/** How a plan is carried out. */
export interface ApplyOptions {
  /** A command that takes each secret on its standard input; without one they are kept in files. */
  readonly secretCommand: string | undefined
  /** True: issuer and audience are written into the project. */
  readonly writeProject: boolean
  readonly onProgress: (line: string) => void
}

/** What became of an apply. */
export interface ApplyReport {
  readonly done: number
  readonly servers: readonly ServerFacts[]
  /** Clients by the id that Okta knows them by. */
  readonly clients: readonly { readonly id: string; readonly clientId: string }[]
  /** Where secrets were put, by client. */
  readonly secrets: readonly { readonly client: string; readonly file: string | null }[]
  /** Files of the project that say something new. */
  readonly written: readonly string[]
  readonly notes: readonly string[]
}

/** Carries out a plan, keeps the secrets, and tells the project what it has to trust. */
export async function applyAndTell(
  session: OktaSession,
  plan: Plan,
  options: ApplyOptions,
): Promise<ApplyReport> {
  const { secretCommand } = options
  const outcome = await applyPlan({
    plan,
    provider: session.provider,
    journal: session.journal,
    onStep: ({ number, of, change }) =>
      options.onProgress(`${number}/${of} ${change.action} ${change.kind} "${change.name}"`),
    hasSecret: (key) => hasFile(session.secretFile(clientOf(key))),
    dropSecret: async (key) => {
      if (isClientKey(key)) await removeSecretFile(session.secretFile(clientOf(key)))
    },
    deliverSecret: (key, name, secret) =>
      secretCommand === undefined
        ? writeSecretFile(session.secretFile(clientOf(key)), secret)
        : pipeSecret(secretCommand, secret, { SALLYPORT_CLIENT: name }),
  })
  const servers = serversOf(session, outcome)
  const edits = options.writeProject ? await writeProject(session, servers) : { written: [], notes: [] }
  return {
    done: outcome.done.length,
    servers,
    clients: session.identity.clients.flatMap(({ id }) => {
      const clientId = outcome.references.get(resourceKeys.client(id))
      return clientId === undefined ? [] : [{ id, clientId }]
    }),
    secrets: outcome.delivered.map((key) => ({
      client: clientOf(key),
      file: secretCommand === undefined ? session.secretFile(clientOf(key)) : null,
    })),
    ...edits,
  }
}

/** True for the key of a client itself, whose characters are those of a file name. */
function isClientKey(key: string): boolean {
  return /^client:[\w.~-]+$/.test(key)
}

/** The client of a key. */
function clientOf(key: string): string {
  return key.replace(/^client:/, '')
}

function serversOf({ identity }: OktaSession, { references }: ApplyOutcome): readonly ServerFacts[] {
  return identity.authorizationServers.flatMap(({ id, audience }) => {
    const issuer = references.get(resourceKeys.server(id))
    return issuer === undefined ? [] : [{ id, issuer, audience }]
  })
}

async function writeProject(
  { read }: OktaSession,
  servers: readonly ServerFacts[],
): Promise<Pick<ApplyReport, 'written' | 'notes'>> {
  const { root, files } = read.folder
  const dotenvFile = join(root, '.env')
  const dotenv = (await hasFile(dotenvFile)) ? await readFile(dotenvFile, 'utf8') : undefined
  const edits = editProject(servers, {
    policies: files.texts.get('config/policies.json'),
    dotenv,
    environment: read.environment,
  })
  const written: string[] = []
  if (edits.policies !== undefined) {
    await writeFile(join(root, 'config/policies.json'), edits.policies)
    written.push('config/policies.json')
  }
  if (edits.dotenv !== undefined) {
    // It may hold secrets beside these lines, so a new one is for its owner alone; an old one keeps its mode.
    await writeFile(dotenvFile, edits.dotenv, { mode: 0o600 })
    written.push('.env')
  }
  return { written, notes: edits.notes }
}
