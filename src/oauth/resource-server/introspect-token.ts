import { decodeJwt } from 'jose'
import { ok, refuse, type Result } from '../../foundation/result.ts'
import { judgeClaims, type ClaimRules } from './judge-claims.ts'
import { freezeClaims, longestToken, type Claims } from './parse-access-token.ts'
import { rememberTokens, type TokenMemory, type TokenVerifier } from './remember-tokens.ts'
import { readBinding } from './token-binding.ts'
import type { TokenRefusal } from './token-refusal.ts'
import type { VerifiedToken } from './verified-token.ts'

/** An answer of an introspection endpoint. */
export interface IntrospectionReply {
  readonly status: number
  readonly contentType: string | undefined
  readonly text: string
}

/** Asks about a token; rejects with a sentence fit for the log. */
export type AskIntrospection = (token: string) => Promise<IntrospectionReply>

/** What an introspection verifier checks tokens against. */
export interface IntrospectionInput
  extends ClaimRules, Omit<TokenMemory, 'generation' | 'rememberRefusalMs'> {
  readonly ask: AskIntrospection
  /** Told of every question that got no usable answer. */
  readonly onFailure?: (message: string) => void
  readonly isRevoked?: (claims: Claims, subject: string) => Promise<boolean>
  /** Verifies the JWT that came as answer (a phantom token), where its issuer is known. Default: the endpoint is believed. */
  readonly verifyAnswer?: TokenVerifier
}

/** Verifies tokens by asking their issuer; says why the endpoint cannot be asked. */
export interface IntrospectionVerifier extends TokenVerifier {
  problem(): string | undefined
}

/** Largest answer that is read, bytes. */
export const largestAnswer = 65_536
/** Time in which nobody asks again after the endpoint failed, and a refused token is not asked about again. */
const failureCooldownMs = 2_000
const refusalLifeMs = 5_000

/** Creates a verifier that asks an introspection endpoint (RFC 7662), JSON or a JWT as answer. */
export function createIntrospectionVerifier(input: IntrospectionInput): IntrospectionVerifier {
  const introspection = new Introspection(input)
  const verifier = rememberTokens((token) => introspection.verify(token), {
    ...input,
    // What may pass in a moment is asked about again.
    rememberRefusalMs: (refusal) => ('retryAfterSeconds' in refusal ? 0 : refusalLifeMs),
  })
  return {
    verifyCached: (token) => verifier.verifyCached(token),
    verify: (token) => verifier.verify(token),
    forget: () => {
      verifier.forget()
      input.verifyAnswer?.forget()
    },
    problem: () => introspection.problem(),
  }
}

class Introspection {
  private readonly input: IntrospectionInput
  private failedAt = Number.NEGATIVE_INFINITY
  private failure: string | undefined = undefined

  constructor(input: IntrospectionInput) {
    this.input = input
  }

  problem(): string | undefined {
    return this.failure
  }

  async verify(token: string): Promise<Result<VerifiedToken, TokenRefusal>> {
    if (token.length > longestToken)
      return refuse({
        reason: 'too-long',
        expected: `at most ${longestToken} characters`,
        found: `${token.length}`,
      })
    // One caller at a time finds out whether the endpoint is back; the others need not wait for it.
    if (this.input.now() - this.failedAt < failureCooldownMs) return refuse(unavailable)
    let claims: Claims | undefined
    try {
      const reply = await this.input.ask(token)
      const { verifyAnswer } = this.input
      claims = readClaims(reply)
      this.failure = undefined
      if (verifyAnswer !== undefined && isJwtReply(reply)) return await verifyAnswer.verify(reply.text.trim())
    } catch (error) {
      return this.fail(error)
    }
    return claims === undefined ? refuse({ reason: 'inactive' }) : this.judge(claims)
  }

  private async judge(claims: Claims): Promise<Result<VerifiedToken, TokenRefusal>> {
    const { now, isRevoked } = this.input
    const rules: ClaimRules = { ...this.input, isIntrospected: true, audienceMayBeAbsent: true }
    const judged = judgeClaims(claims, rules, Math.floor(now() / 1000))
    if (!judged.ok) return judged
    const binding = readBinding(claims)
    if (!binding.ok) return binding
    if ((await isRevoked?.(claims, judged.value.subject)) === true) return refuse({ reason: 'revoked' })
    return ok(Object.freeze({ ...judged.value, claims, binding: binding.value }))
  }

  private fail(error: unknown): Result<never, TokenRefusal> {
    this.failedAt = this.input.now()
    this.failure = `The introspection endpoint cannot be asked: ${error instanceof Error ? error.message : String(error)}`
    this.input.onFailure?.(this.failure)
    return refuse(unavailable)
  }
}

const unavailable: TokenRefusal = {
  reason: 'introspection-unavailable',
  retryAfterSeconds: Math.ceil(failureCooldownMs / 1000),
}

function isJwtReply({ status, contentType }: IntrospectionReply): boolean {
  return status === 200 && /^application\/(?:[\w-]+\+)?jwt\b/i.test(contentType ?? '')
}

/** The claims of an active token, undefined for one that is not; throws for what is no answer. */
function readClaims(reply: IntrospectionReply): Claims | undefined {
  // An endpoint that answers with a JWT has nothing to say of a token that is not active (204).
  if (reply.status === 204) return undefined
  if (reply.status !== 200) throw new Error(`it answered ${reply.status}.`)
  const value: unknown = isJwtReply(reply) ? decodeJwt(reply.text.trim()) : parseJson(reply.text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('its answer is not a JSON object.')
  const claims = freezeClaims(value)
  if (isJwtReply(reply)) return claims
  // RFC 7662 section 2.2: `active` is the one member that must be there.
  if (typeof claims['active'] !== 'boolean')
    throw new Error('its answer does not say whether the token is active.')
  return claims['active'] ? claims : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('its answer is not JSON.')
  }
}
