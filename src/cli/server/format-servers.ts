import type {
  GrantSummary,
  RevocationCount,
  ServerState,
} from '../../oauth/authorization-server/administration.ts'
import { formatTable } from '../format-table.ts'

/** A table of signing keys, one a line, in the order they are published in. */
export function formatServers(servers: readonly ServerState[]): string {
  if (servers.length === 0) return 'The identity file has no authorization servers.'
  const rows = servers.flatMap(({ id, signingKeys }) =>
    signingKeys === undefined
      ? [[id, '', 'not started yet', '']]
      : signingKeys.keys.map(({ kid, state, withdrawnAt }) => [
          id,
          kid,
          state,
          withdrawnAt === undefined
            ? state === 'active'
              ? `signs since ${timeOf(signingKeys.rotatedAt)}`
              : ''
            : `withdrawn ${timeOf(withdrawnAt)}`,
        ]),
  )
  return formatTable(['SERVER', 'KEY', 'STATE', ''], rows)
}

/** A table of grants, one a line. */
export function formatGrants(grants: readonly GrantSummary[], isComplete: boolean): string {
  if (grants.length === 0) return 'There are no grants.'
  const rows = grants.map(({ server, user, client, scopes, grantedAt, expiresAt }) => [
    server,
    user ?? '(no longer in the identity file)',
    client,
    scopes.join(' '),
    timeOf(grantedAt),
    timeOf(expiresAt),
  ])
  const table = formatTable(['SERVER', 'USER', 'CLIENT', 'SCOPES', 'GRANTED', 'ENDS'], rows)
  return isComplete ? table : `${table}\nThere are more: narrow them with --user or --client.`
}

/** What a revocation ended. */
export function formatRevocation({ grants, sessions }: RevocationCount): string {
  return `Ended ${counted(grants, 'grant')} and ${counted(sessions, 'sign-in')}; their tokens are refused from now on.`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
