import { Command, Option } from 'commander'
import type {
  GrantSummary,
  RevocationCount,
  ServerState,
} from '../../oauth/authorization-server/administration.ts'
import { withAdminClient, type AdminClient } from '../../runtimes/node/admin-client.ts'
import { jsonOption } from '../serve-options.ts'
import { formatGrants, formatRevocation, formatServers } from '../server/format-servers.ts'

interface ServerFlags {
  readonly json: boolean
}

type GrantFlags = ServerFlags & { readonly user?: string; readonly client?: string }

/** `sallyport server`: signing keys and grants of the embedded authorization servers, beside a gateway or without one. */
export function serverCommand(): Command {
  const command = new Command('server').description(
    'look after the embedded authorization servers, whether or not the gateway runs',
  )
  for (const one of [statusCommand(), rotateKeysCommand(), grantsCommand(), revokeCommand()])
    command.addCommand(one.exitOverride())
  return command
}

function statusCommand(): Command {
  return inFolder(new Command('status').description('show the signing keys of each server')).action(
    async (folder: string, flags: ServerFlags) => {
      const shown = await withAdminClient(folder, process.env, async (client) => ({
        gateway: client.url ?? null,
        servers: await listServers(client),
      }))
      const where = shown.gateway === null ? 'No gateway runs.' : `The gateway runs at ${shown.gateway}.`
      print(flags, shown, () => `${where}\n\n${formatServers(shown.servers)}`)
    },
  )
}

function rotateKeysCommand(): Command {
  return inFolder(
    new Command('rotate-keys')
      .description('sign with another key from now on; tokens of the old one stay good until they expire')
      .argument('[server]', 'id of one server; without it all of them'),
  ).action(async (server: string | undefined, folder: string, flags: ServerFlags) => {
    const servers = await withAdminClient(folder, process.env, async (client) => {
      const ids = server === undefined ? (await listServers(client)).map(({ id }) => id) : [server]
      const rotated: ServerState[] = []
      for (const id of ids) rotated.push(await rotate(client, id))
      return rotated
    })
    print(flags, { servers }, () => formatServers(servers))
  })
}

function grantsCommand(): Command {
  return inFolder(new Command('grants').description('show what people let clients do'))
    .addOption(userOption('of this person alone'))
    .addOption(clientOption('of this client alone'))
    .action(async (folder: string, { user, client, ...flags }: GrantFlags) => {
      const found = (await withAdminClient(folder, process.env, (admin) =>
        admin.call('GET', '/grants', { user, client }),
      )) as { readonly grants: readonly GrantSummary[]; readonly isComplete: boolean }
      print(flags, found, () => formatGrants(found.grants, found.isComplete))
    })
}

function revokeCommand(): Command {
  return inFolder(
    new Command('revoke').description(
      'end the grants and tokens of a person, with the sign-ins, or of a client',
    ),
  )
    .addOption(userOption('this person').conflicts('client'))
    .addOption(clientOption('this client'))
    .action(async (folder: string, { user, client, ...flags }: GrantFlags, command: Command) => {
      if (user === undefined && client === undefined) command.error('error: give --user or --client')
      const ended = (await withAdminClient(folder, process.env, (admin) =>
        admin.call('POST', '/revoke', { user, client }),
      )) as RevocationCount
      print(flags, ended, () => formatRevocation(ended))
    })
}

async function listServers(client: AdminClient): Promise<readonly ServerState[]> {
  const { servers } = (await client.call('GET', '/servers')) as { readonly servers: readonly ServerState[] }
  return servers
}

async function rotate(client: AdminClient, id: string): Promise<ServerState> {
  return (await client.call('POST', `/servers/${encodeURIComponent(id)}/rotate-keys`)) as ServerState
}

function inFolder(command: Command): Command {
  return command.argument('[folder]', 'project folder', '.').addOption(jsonOption())
}

function userOption(description: string): Option {
  return new Option('--user <login>', description)
}

function clientOption(description: string): Option {
  return new Option('--client <id>', description)
}

function print({ json }: ServerFlags, value: object, format: () => string): void {
  process.stdout.write(json ? `${JSON.stringify({ ok: true, ...value })}\n` : `${format()}\n`)
}
