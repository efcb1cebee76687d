import { LRUCache } from 'lru-cache'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { IssuedToken, TokenFailure } from './request-token.ts'

/** How tokens are kept. */
export interface TokenCacheInput {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** How long before its end a token is replaced, milliseconds; at most half its life. */
  readonly marginMs: number
  /** Most tokens kept at once. */
  readonly size: number
}

/** What asking for a token came to. */
export type TokenOutcome = Result<string, KeptFailure>

/** A failure, and when to ask again. */
export interface KeptFailure {
  readonly kind: TokenFailure['kind']
  readonly error: string
  readonly retryAfterSeconds: number
}

interface Kept {
  readonly outcome: Result<string, TokenFailure>
  /** Milliseconds since the epoch. */
  readonly until: number
}

/** How long a refusal is remembered, and a failure whose server does not say when to ask again, milliseconds. */
const refusalMs = 10_000
const failureMs = 5_000
const longestFailureMs = 60_000

/** Tokens by key: kept until shortly before their end, asked for once however many wait, failures remembered for a while. */
export class TokenCache {
  private readonly input: TokenCacheInput
  private readonly kept: LRUCache<string, Kept>
  private readonly asked = new Map<string, Promise<TokenOutcome>>()
  /** Counts how often everything was forgotten, so that what was asked before is not kept after. */
  private generation = 0

  constructor(input: TokenCacheInput) {
    this.input = input
    this.kept = new LRUCache({ max: input.size })
  }

  /** What is known without asking. */
  peek(key: string): TokenOutcome | undefined {
    const kept = this.kept.get(key)
    if (kept === undefined) return undefined
    const left = kept.until - this.input.now()
    if (left <= 0) {
      this.kept.delete(key)
      return undefined
    }
    return outcomeOf(kept.outcome, left)
  }

  /** The token of a key; `lastsUntil` bounds how long it is kept, milliseconds since the epoch. */
  async get(
    key: string,
    ask: () => Promise<Result<IssuedToken, TokenFailure>>,
    lastsUntil = Number.POSITIVE_INFINITY,
  ): Promise<TokenOutcome> {
    const known = this.peek(key)
    if (known !== undefined) return known
    const running = this.asked.get(key)
    if (running !== undefined) return running
    const asking = this.ask(key, ask, lastsUntil)
    this.asked.set(key, asking)
    try {
      return await asking
    } finally {
      if (this.asked.get(key) === asking) this.asked.delete(key)
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.generation++
    this.kept.clear()
    this.asked.clear()
  }

  private async ask(
    key: string,
    ask: () => Promise<Result<IssuedToken, TokenFailure>>,
    lastsUntil: number,
  ): Promise<TokenOutcome> {
    const { generation } = this
    const answer = await ask()
    const now = this.input.now()
    const life = answer.ok ? this.lifeOf(answer.value, lastsUntil - now) : lifeOfFailure(answer.error)
    const outcome = answer.ok ? ok(answer.value.accessToken) : answer
    if (life > 0 && generation === this.generation) this.kept.set(key, { outcome, until: now + life })
    return outcomeOf(outcome, life)
  }

  private lifeOf({ lifetimeMs }: IssuedToken, longest: number): number {
    return Math.min(lifetimeMs - Math.min(this.input.marginMs, lifetimeMs / 2), longest)
  }
}

function lifeOfFailure(failure: TokenFailure): number {
  if (failure.kind === 'refused') return refusalMs
  const { retryAfterSeconds } = failure
  return retryAfterSeconds === undefined ? failureMs : Math.min(retryAfterSeconds * 1000, longestFailureMs)
}

function outcomeOf(outcome: Result<string, TokenFailure>, leftMs: number): TokenOutcome {
  if (outcome.ok) return outcome
  const { kind, error } = outcome.error
  return refuse({ kind, error, retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) })
}
