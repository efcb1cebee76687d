import { LRUCache } from 'lru-cache'
import { ok, type Result } from '../../foundation/result.ts'
import { longestToken } from './parse-access-token.ts'
import type { TokenRefusal } from './token-refusal.ts'
import type { VerifiedToken } from './verified-token.ts'

/** Checks a token afresh. */
export type VerifyToken = (token: string) => Promise<Result<VerifiedToken, TokenRefusal>>

/** Verifies access tokens, remembering those it accepted for a while. */
export interface TokenVerifier {
  /** The token when it was verified a short while ago and still holds; needs no promise. */
  verifyCached(token: string): VerifiedToken | undefined
  verify: VerifyToken
  /** Forgets every token, so that each is checked afresh: something was revoked. */
  forget(): void
}

/** How tokens are remembered. */
export interface TokenMemory {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Hash of a text; names the token in the cache, which so never holds one. */
  readonly sha256: (text: string) => string
  /** Longest time an accepted token is remembered, seconds; 0 = checked at every request. Default 60. */
  readonly rememberSeconds?: number
  /** Time a refusal is remembered, milliseconds, where asking again is dear; undefined = never. */
  readonly rememberRefusalMs?: (refusal: TokenRefusal) => number
  /** Changes when what was verified before no longer counts. Default: never. */
  readonly generation?: () => number
  /** Tokens remembered at once. Default 10 000. */
  readonly cacheSize?: number
}

interface Accepted {
  readonly token: VerifiedToken
  /** Milliseconds since the epoch. */
  readonly until: number
  readonly generation: number
}

interface Refused {
  readonly outcome: Result<VerifiedToken, TokenRefusal>
  readonly until: number
}

/** Characters of all remembered tokens together: a bound on memory where tokens are large. */
const mostCharacters = 32 * 1024 * 1024
const mostRefusals = 1_000
const defaultRememberSeconds = 60
const never = (): number => 0

/** Puts a memory before a check: bounded in size and time, never past the life of a token, one check for many who wait. */
export function rememberTokens(verifyFresh: VerifyToken, memory: TokenMemory): TokenVerifier {
  return new RememberingVerifier(verifyFresh, memory)
}

class RememberingVerifier implements TokenVerifier {
  private readonly verifyFresh: VerifyToken
  private readonly memory: TokenMemory
  private readonly generation: () => number
  private readonly longestMs: number
  private readonly accepted: LRUCache<string, Accepted>
  private readonly refused = new LRUCache<string, Refused>({ max: mostRefusals })
  // Many requests with one token may arrive before its first check is done; they share it.
  private readonly inFlight = new Map<string, Promise<Result<VerifiedToken, TokenRefusal>>>()
  private forgotten = 0

  constructor(verifyFresh: VerifyToken, memory: TokenMemory) {
    this.verifyFresh = verifyFresh
    this.memory = memory
    this.generation = memory.generation ?? never
    this.longestMs = (memory.rememberSeconds ?? defaultRememberSeconds) * 1000
    this.accepted = new LRUCache({ max: memory.cacheSize ?? 10_000, maxSize: mostCharacters })
  }

  verifyCached(token: string): VerifiedToken | undefined {
    if (token.length > longestToken || this.longestMs === 0) return undefined
    const name = this.memory.sha256(token)
    const entry = this.accepted.get(name)
    if (entry === undefined) return undefined
    if (this.memory.now() < entry.until && entry.generation === this.generation()) return entry.token
    this.accepted.delete(name)
    return undefined
  }

  verify: VerifyToken = (token) => {
    const cached = this.verifyCached(token)
    if (cached !== undefined) return Promise.resolve(ok(cached))
    // Too long to be hashed is too long to be parsed.
    if (token.length > longestToken) return this.verifyFresh(token)
    const name = this.memory.sha256(token)
    const refused = this.refused.get(name)
    if (refused !== undefined && this.memory.now() < refused.until) return Promise.resolve(refused.outcome)
    const shared = this.inFlight.get(name)
    if (shared !== undefined) return shared
    const fresh = this.check(token, name)
    this.inFlight.set(name, fresh)
    return fresh
  }

  forget(): void {
    this.forgotten++
    this.accepted.clear()
    this.refused.clear()
    // Who asks from now on must not be told what was found before.
    this.inFlight.clear()
  }

  private async check(token: string, name: string): Promise<Result<VerifiedToken, TokenRefusal>> {
    const began = this.forgotten
    try {
      const outcome = await this.verifyFresh(token)
      if (this.forgotten === began) this.remember(token, name, outcome)
      return outcome
    } finally {
      if (this.forgotten === began) this.inFlight.delete(name)
    }
  }

  private remember(token: string, name: string, outcome: Result<VerifiedToken, TokenRefusal>): void {
    const now = this.memory.now()
    if (!outcome.ok) {
      const life = this.memory.rememberRefusalMs?.(outcome.error) ?? 0
      if (life > 0) this.refused.set(name, { outcome, until: now + life })
      return
    }
    const until = Math.min(now + this.longestMs, outcome.value.expiresAt * 1000)
    if (until <= now) return
    const entry = { token: outcome.value, until, generation: this.generation() }
    this.accepted.set(name, entry, { size: token.length })
  }
}
