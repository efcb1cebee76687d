import { hash, randomUUID } from 'node:crypto'
import type { PublicOrigin } from '../../foundation/http/public-origin.ts'
import type { LocalIssuers, Services, UpstreamClient } from '../../gateway/services.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Log } from '../../telemetry/log.ts'

/** What differs from one gateway to the next. */
export interface ServicesInput {
  readonly log: Log
  readonly storage: Storage
  readonly upstream: UpstreamClient
  readonly upstreamTimeoutMs: number
  readonly publicOrigin: PublicOrigin
  readonly localIssuers: LocalIssuers
}

/** For gateways without an embedded authorization server. */
export const noLocalIssuers: LocalIssuers = { keysOf: () => undefined, spellingsOf: (issuer) => [issuer] }

/** The services a gateway gets on Node. */
export function createServices(input: ServicesInput): Services {
  return {
    ...input,
    now: Date.now,
    randomId: randomUUID,
    sha256: (text) => hash('sha256', text, 'base64url'),
  }
}
