import type { Exchange } from '../../gateway/exchange.ts'
import type { PolicySetup } from '../../gateway/policy.ts'
import { readProxyHeader } from '../../gateway/proxy-header.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { certificateThumbprint } from '../../oauth/resource-server/certificate-thumbprint.ts'
import type { TokenScheme } from '../../oauth/resource-server/credentials.ts'
import { createDpopNonces, type DpopNonces } from '../../oauth/resource-server/dpop-nonces.ts'
import { verifyDpopProof } from '../../oauth/resource-server/dpop-proof.ts'
import { createSeenProofs, type SeenProofs } from '../../oauth/resource-server/seen-proofs.ts'
import { showFound, type TokenRefusal } from '../../oauth/resource-server/token-refusal.ts'
import type { VerifiedToken } from '../../oauth/resource-server/verified-token.ts'
import type { TokenOptions } from './options.ts'

/** A token and the scheme it came with. */
export interface Presented {
  readonly token: string
  readonly scheme: TokenScheme
}

/** Judges whether the presenter of a token has what the token is bound to. */
export interface Possession {
  readonly speaksDpop: boolean
  /** False for a plain bearer token where such tokens are welcome: nothing is to be proved. */
  isNeeded(token: VerifiedToken, scheme: TokenScheme): boolean
  /** Undefined when everything was proved. */
  prove(
    token: VerifiedToken,
    presented: Presented,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<TokenRefusal | undefined>
}

/** Creates the check of the bindings (DPoP, mutual TLS) that the options allow or demand. */
export function createPossession(options: TokenOptions, setup: PolicySetup): Possession {
  return new PossessionCheck(options, setup)
}

/** Tokens whose presenter was found good on this request, so that a tool's route need not see the proof again. */
const proven = new WeakMap<GatewayContext, string>()

class PossessionCheck implements Possession {
  readonly speaksDpop: boolean
  private readonly options: TokenOptions
  private readonly setup: PolicySetup
  private readonly nonces: DpopNonces
  private readonly seen: SeenProofs

  constructor(options: TokenOptions, setup: PolicySetup) {
    const { services } = setup
    this.options = options
    this.setup = setup
    this.speaksDpop = options.dpop !== undefined
    const sha256 = (text: string): string => services.sha256(text)
    this.nonces = createDpopNonces({
      storage: services.storage,
      now: () => services.now(),
      randomId: () => services.randomId(),
    })
    const keptSeconds = 2 * this.longestAge()
    this.seen = createSeenProofs({ storage: services.storage, sha256, keptSeconds })
  }

  isNeeded({ binding }: VerifiedToken, scheme: TokenScheme): boolean {
    const { dpop, mtls } = this.options
    return binding !== undefined || scheme === 'dpop' || dpop?.required === true || mtls?.required === true
  }

  async prove(
    token: VerifiedToken,
    presented: Presented,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<TokenRefusal | undefined> {
    if (wasProven(presented.token, context)) return undefined
    const refusal =
      (await this.proveCertificate(token, exchange, context)) ??
      (await this.proveKey(token, presented, exchange, context))
    if (refusal === undefined) proven.set(context, presented.token)
    return refusal
  }

  private async proveKey(
    { binding }: VerifiedToken,
    presented: Presented,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<TokenRefusal | undefined> {
    const { dpop } = this.options
    const key = binding?.key
    if (key === undefined) {
      const isWanted = presented.scheme === 'dpop' || dpop?.required === true
      // RFC 9449 section 7.1: the scheme promises a bound token, so an unbound one beside a proof is refused.
      return isWanted ? { reason: 'binding', expected: 'cnf.jkt in the token', found: 'none' } : undefined
    }
    // RFC 9449 section 7.2: a bound token presented as a plain one is a stolen one.
    if (dpop === undefined || presented.scheme !== 'dpop')
      return { reason: 'binding', expected: 'the DPoP scheme and a proof', found: presented.scheme }
    return this.verifyProof(key, presented.token, exchange, context)
  }

  private async verifyProof(
    keyThumbprint: string,
    token: string,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<TokenRefusal | undefined> {
    const { services } = this.setup
    const sent = exchange.headers['dpop']
    const proof = await verifyDpopProof(sent, {
      method: exchange.method,
      url: exchange.origin + exchange.path,
      tokenHash: services.sha256(token),
      keyThumbprint,
      algorithms: this.options.dpop?.algorithms ?? [],
      now: Math.floor(services.now() / 1000),
      maxAgeSeconds: this.longestAge(),
    })
    if (!proof.ok) return proof.error
    if (this.options.dpop?.nonce === true) {
      const refusal = await this.judgeNonce(proof.value.nonce, context)
      if (refusal !== undefined) return refusal
    }
    if (!(await this.seen.admit(keyThumbprint, proof.value.id)))
      return { reason: 'proof', expected: 'a proof that was not shown before', found: 'one that was' }
    keepFromUpstreams(sent, context)
    return undefined
  }

  private async judgeNonce(
    nonce: string | undefined,
    context: GatewayContext,
  ): Promise<TokenRefusal | undefined> {
    const standing = await this.nonces.judge(nonce)
    if (standing === 'current') return undefined
    const next = await this.nonces.current()
    if (standing === 'unknown') return { reason: 'proof-nonce', nonce: next }
    // RFC 9449 section 8.2: told with a good answer, the client need not be refused first.
    ;(context.sendingHooks ??= []).push(async (reply) => {
      reply.headers['dpop-nonce'] = next
      return reply
    })
    return undefined
  }

  private async proveCertificate(
    { binding }: VerifiedToken,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<TokenRefusal | undefined> {
    const { mtls } = this.options
    const bound = binding?.certificate
    if (bound === undefined) {
      const isWanted = mtls?.required === true
      return isWanted
        ? { reason: 'binding', expected: 'cnf.x5t#S256 in the token', found: 'none' }
        : undefined
    }
    const shown = mtls === undefined ? undefined : exchange.headers[mtls.certificateHeader.toLowerCase()]
    keepFromUpstreams(shown, context)
    const believed = mtls === undefined ? undefined : readProxyHeader(exchange, mtls.certificateHeader)
    const found = believed === undefined ? undefined : await certificateThumbprint(believed)
    if (found === bound) return undefined
    return {
      reason: 'binding',
      expected: 'its client certificate',
      found:
        shown !== undefined && believed === undefined
          ? 'one from a peer that is no trusted proxy'
          : showFound(found),
    }
  }

  private longestAge(): number {
    return (this.options.dpop?.maxAgeSeconds ?? 0) + this.options.clockToleranceSeconds
  }
}

function wasProven(token: string, context: GatewayContext): boolean {
  for (let at: GatewayContext | undefined = context; at !== undefined; at = at.parent) {
    if (proven.get(at) === token) return true
  }
  return false
}

function keepFromUpstreams(value: string | undefined, context: GatewayContext): void {
  if (value !== undefined && value !== '') context.presentedSecrets = [...context.presentedSecrets, value]
}
