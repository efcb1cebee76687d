import type { Storage } from '../storage/storage.ts'
import type { Log } from '../telemetry/log.ts'
import type { SpanScope } from '../telemetry/span.ts'
import type { BackgroundWork } from './background-work.ts'
import type { ChangeFeed } from './change-feed.ts'
import type { HeaderFields, ReplyHeaders } from './exchange.ts'
import type { PublicOrigin } from '../foundation/http/public-origin.ts'

/** A request to an upstream. */
export interface UpstreamRequest {
  readonly method: string
  /** Absolute http(s) URL. */
  readonly url: string
  readonly headers: HeaderFields
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined
  readonly signal?: AbortSignal
  /** Milliseconds until the headers of the answer must have arrived. */
  readonly timeoutMs: number
  /** Longest silence within the body of the answer, milliseconds; 0 = no limit. Default: `timeoutMs`. */
  readonly silenceMs?: number
  /** Most redirects to follow; 0 = hand them back. */
  readonly maxRedirects?: number
}

/** What an upstream answered; the body must be read or cancelled. */
export interface UpstreamReply {
  readonly status: number
  readonly headers: ReplyHeaders
  readonly body: AsyncIterable<Uint8Array>
  /** The whole body, refusing more than `limit` bytes. */
  text(limit: number): Promise<string>
  /** Drops the body unread. */
  cancel(): void
}

/** Sends requests to upstreams over pooled connections. */
export interface UpstreamClient {
  /** Rejects with SALLYPORT_UPSTREAM_UNREACHABLE or SALLYPORT_UPSTREAM_TIMEOUT. */
  send(request: UpstreamRequest): Promise<UpstreamReply>
  close(): Promise<void>
}

/** A public key set in JWK form. */
export interface JsonWebKeySet {
  readonly keys: readonly Record<string, unknown>[]
}

/** The embedded authorization servers of this process: their keys are read without HTTP. */
export interface LocalIssuers {
  /** The public keys of a local issuer, or undefined when the issuer is not one of ours. */
  keysOf(issuer: string): Promise<JsonWebKeySet> | undefined
  /** Every spelling of a local issuer (localhost, 127.0.0.1, [::1] while bound to loopback); just itself otherwise. */
  spellingsOf(issuer: string): readonly string[]
  /** True when a token of a local issuer was revoked there; absent where no issuer is local. */
  isRevoked?(issuer: string, tokenId: string): Promise<boolean>
}

/** What a certificate says; names as RFC 4514 writes them. */
export interface Certificate {
  readonly subject: string
  readonly issuer: string
  /** Milliseconds since the epoch. */
  readonly notBefore: number
  /** Milliseconds since the epoch. */
  readonly notAfter: number
  /** SHA-256 of the certificate, hexadecimal digits in lower case. */
  readonly sha256Fingerprint: string
}

/** Where an address is, as far as it is known. */
export interface GeoPlace {
  /** ISO 3166-1, two letters. */
  readonly country?: string | undefined
  /** ISO 3166-2 without the country. */
  readonly regionCode?: string | undefined
  /** Number of the autonomous system. */
  readonly asn?: string | undefined
}

/** How an audit file is written. */
export interface AuditFileTerms {
  /** Size from which the file is put aside and a new one begun, bytes. */
  readonly maxBytes: number
  /** Most records that wait to be written. */
  readonly queueSize: number
  /** Secret of the chain; undefined = anyone can compute it. */
  readonly key: string | undefined
}

/** A file that records are only added to, each chained to the one before, so that a removed or changed one shows. */
export interface AuditFile {
  /** Resolves when the record is on the disk; rejects when it cannot be written, or too many wait. */
  append(record: Readonly<Record<string, unknown>>): Promise<void>
  /** Why the last record was not written, or that none was yet; undefined while all is well. */
  problem(): string | undefined
}

/** Tells whether a password is the one that was hashed; takes the same time either way. */
export type PasswordVerifier = (password: string) => Promise<boolean>

/** What the host provides to a gateway. */
export interface Services {
  /** Milliseconds since the epoch. */
  now(): number
  /** A random UUID. */
  randomId(): string
  /** Hash of a text, base64url; used as cache key only. */
  sha256(text: string): string
  /** Reads a scrypt hash of a password, as `sallyport identity hash-password` writes it; undefined when it is none. Absent where the host cannot. */
  readonly readPasswordHash?: (text: string) => PasswordVerifier | undefined
  /** Reads an X.509 certificate in DER form; undefined when it is none. Absent where the host cannot. */
  readonly readCertificate?: (der: Uint8Array) => Certificate | undefined
  /** Opens a MaxMind database file; throws when it is none. Absent where the host has no files. */
  readonly openGeoDatabase?: (path: string) => (address: string) => GeoPlace
  /** Opens an audit file, by a path that a project wrote. Absent where the host has no files. */
  readonly openAuditFile?: (path: string, terms: AuditFileTerms) => AuditFile
  readonly upstream: UpstreamClient
  /** Longest time for an upstream to begin its answer, milliseconds. */
  readonly upstreamTimeoutMs: number
  readonly storage: Storage
  readonly log: Log
  readonly publicOrigin: PublicOrigin
  readonly localIssuers: LocalIssuers
  /** Work that goes on after the answers it belongs to. */
  readonly background: BackgroundWork
  /** Follows spans through code of the project; absent where the host cannot. */
  readonly spanScope?: SpanScope
  /** Outlives the gateway, and tells of the next one. */
  readonly changes: ChangeFeed
}
