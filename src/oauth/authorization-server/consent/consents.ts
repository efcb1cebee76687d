import { createHash } from 'node:crypto'
import type { Storage } from '../../../storage/storage.ts'

/** Who has allowed something to whom: no other client, and no other place of return, inherits it. */
export interface ConsentParties {
  readonly uid: string
  readonly clientId: string
  readonly redirectUri: string
}

/** What people have allowed. It stays until the record is deleted, as at Okta. */
export interface Consents {
  /** True when every one of the scopes was allowed before. */
  covers(parties: ConsentParties, scopes: readonly string[]): Promise<boolean>
  remember(parties: ConsentParties, scopes: readonly string[]): Promise<void>
}

/** The consents of one authorization server, kept in the gateway's store. */
export function createConsents(storage: Storage, serverId: string): Consents {
  const keyOf = ({ uid, clientId, redirectUri }: ConsentParties): string => {
    const names = JSON.stringify([uid, clientId, withoutLoopbackPort(redirectUri)])
    return `as:${serverId}:consent:${createHash('sha256').update(names).digest('base64url')}`
  }
  return {
    covers: async (parties, scopes) => {
      const allowed = readScopes((await storage.get(keyOf(parties)))?.value)
      return scopes.every((scope) => allowed.includes(scope))
    },
    remember: async (parties, scopes) => {
      const key = keyOf(parties)
      for (;;) {
        const stored = await storage.get(key)
        const allowed = new Set([...readScopes(stored?.value), ...scopes])
        if (await storage.replaceIf(key, stored?.version, JSON.stringify([...allowed]))) return
      }
    },
  }
}

function readScopes(value: string | undefined): readonly string[] {
  return value === undefined ? [] : (JSON.parse(value) as string[])
}

/** A native client has another port at every start (RFC 8252 section 7.3). */
function withoutLoopbackPort(redirectUri: string): string {
  return redirectUri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d+/, '$1')
}
