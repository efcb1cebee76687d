import { hash, randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { PublicOrigin } from '../../foundation/http/public-origin.ts'
import { BackgroundWork } from '../../gateway/background-work.ts'
import { ChangeFeed } from '../../gateway/change-feed.ts'
import type { LocalIssuers, Services, UpstreamClient } from '../../gateway/services.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Log } from '../../telemetry/log.ts'
import { openAuditFile } from './audit-file.ts'
import { openGeoDatabase } from './geo-database.ts'
import { readCertificate } from './read-certificate.ts'

/** What differs from one gateway to the next. */
export interface ServicesInput {
  readonly log: Log
  readonly storage: Storage
  readonly upstream: UpstreamClient
  readonly upstreamTimeoutMs: number
  readonly publicOrigin: PublicOrigin
  readonly localIssuers: LocalIssuers
  /** Folder that paths of a project start from. Default: the current one. */
  readonly folder?: string
  /** Default: one that never tells anything. */
  readonly changes?: ChangeFeed
  /** Default: work that nobody waits for. */
  readonly background?: BackgroundWork
}

/** For gateways without an embedded authorization server. */
export const noLocalIssuers: LocalIssuers = { keysOf: () => undefined, spellingsOf: (issuer) => [issuer] }

/** The services a gateway gets on Node. */
export function createServices(input: ServicesInput): Services {
  return {
    background: new BackgroundWork(),
    changes: new ChangeFeed(false),
    ...input,
    now: Date.now,
    readCertificate,
    openGeoDatabase,
    openAuditFile: (path, terms) => openAuditFile(resolve(input.folder ?? '.', path), terms),
    randomId: randomUUID,
    sha256: (text) => hash('sha256', text, 'base64url'),
  }
}
