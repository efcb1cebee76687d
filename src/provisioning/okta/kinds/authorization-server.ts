import type { AuthorizationServer } from '../../../identity/identity.ts'
import type { Fields } from '../../resource.ts'
import { textOrNull, type OktaResource } from '../resource.ts'
import { readMarker, writeMarker } from '../ownership-marker.ts'
import { resourceKeys } from '../resource-keys.ts'

/** An authorization server as Okta answers it, as far as it is declared. */
export interface ServerBody {
  readonly id: string
  readonly name: string
  readonly description?: string | null
  readonly audiences: readonly string[]
  readonly issuer: string
  readonly status: string
  readonly default?: boolean
}

/** A declared authorization server; Okta makes its id, and with it the issuer. */
export function describeServer(server: AuthorizationServer, owner: string): OktaResource {
  const key = resourceKeys.server(server.id)
  return {
    key,
    kind: 'authorization server',
    name: server.name,
    parent: undefined,
    whenForeign: 'refuse',
    hasSecret: false,
    fields: {
      name: server.name,
      description: textOrNull(server.description),
      audience: server.audience,
      status: 'ACTIVE',
      owner: `${owner} ${server.id}`,
    },
    toBody: async () => ({
      name: server.name,
      description: writeMarker(server.description, { owner, key }),
      audiences: [server.audience],
    }),
  }
}

/** What a file says of a server, read from Okta. */
export function readServerFields(body: ServerBody): Fields {
  const { text, ownership } = readMarker(body.description)
  const id = ownership?.key.replace(/^server:/, '')
  return {
    name: body.name,
    description: textOrNull(text),
    audience: body.audiences[0] ?? null,
    status: body.status,
    owner: ownership === undefined ? null : `${ownership.owner} ${id}`,
  }
}
