import { LRUCache } from 'lru-cache'
import { GatewayError } from '../foundation/errors.ts'

/** Who may use the admin API. */
export interface AdminGateInput {
  /** The admin token. */
  readonly token: string
  /** True when the operator has chosen the token; a generated one opens the door to this machine only. */
  readonly isTokenGiven: boolean
  readonly sha256: (text: string) => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Where a call comes from. */
export interface AdminCaller {
  readonly address: string
  /** True when the caller is a program of this machine, and no proxy stands between. */
  readonly isLocal: boolean
  /** The Authorization header. */
  readonly authorization: string | undefined
}

/** Judges callers of the admin API. */
export interface AdminGate {
  /** Throws the refusal of whoever may not call. */
  admit(caller: AdminCaller): void
}

/** Refused calls from one address within the window, after which all of its calls are. */
const mostFailures = 10
const windowMs = 60_000
/** Addresses whose failures are remembered. */
const mostAddresses = 1000

/** The gate of one process; its counts outlive a reload of the project. */
export function createAdminGate({ token, isTokenGiven, sha256, now }: AdminGateInput): AdminGate {
  const expected = sha256(token)
  const failures = new LRUCache<string, number>({
    max: mostAddresses,
    ttl: windowMs,
    ttlResolution: 0,
    noUpdateTTL: true,
    perf: { now },
  })
  return {
    admit: ({ address, isLocal, authorization }) => {
      if (!isLocal && !isTokenGiven) throw new GatewayError('SALLYPORT_ADMIN_REMOTE_REFUSED')
      const failed = failures.get(address) ?? 0
      if (failed >= mostFailures)
        throw new GatewayError('SALLYPORT_ADMIN_TOO_MANY_FAILURES', {
          headers: { 'retry-after': String(windowMs / 1000) },
        })
      if (isEqual(sha256(bearerOf(authorization)), expected)) return
      failures.set(address, failed + 1)
      throw new GatewayError('SALLYPORT_ADMIN_TOKEN_REFUSED', {
        headers: { 'www-authenticate': 'Bearer realm="sallyport admin"' },
      })
    },
  }
}

function bearerOf(authorization: string | undefined): string {
  return /^bearer ([^\s]{1,1000})$/i.exec(authorization ?? '')?.[1] ?? ''
}

/** Compares digests to their last character, so that the time says nothing of where they differ. */
function isEqual(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let index = 0; index < other.length; index += 1)
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
