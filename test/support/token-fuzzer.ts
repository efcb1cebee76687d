import { exportSPKI, SignJWT } from 'jose'
import type { Exchange } from '../../src/gateway/exchange.ts'
import type { InboundPolicy, InboundPolicyDefinition } from '../../src/gateway/policy.ts'
import { oktaJwtAuth } from '../../src/policies/inbound/okta-jwt-auth/okta-jwt-auth.ts'
import { openIdJwtAuth } from '../../src/policies/inbound/open-id-jwt-auth/open-id-jwt-auth.ts'
import { proofOf, thumbprintOf } from './dpop.ts'
import { contextOf, createWorld, exchangeWith, type World } from './policy-setup.ts'
import { makeKey, type AuthorityKey } from './signing-authority.ts'
import { mutateHeaders, mutateToken, type Random } from './token-mutations.ts'

/** What a run of the fuzzer found. */
export interface FuzzOutcome {
  /** Requests that were sent with something changed. */
  readonly tried: number
  /** Changed requests that were let pass as a user; there must be none. */
  readonly accepted: readonly string[]
  /** Changed requests that made a policy throw; there must be none. */
  readonly crashed: readonly string[]
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>
}

/** How long and how to run. */
export interface FuzzInput {
  readonly count: number
  /** The same seed makes the same changes (keys are new each time). */
  readonly seed: number
  /** Told of every 1 % of the run. */
  readonly onProgress?: (tried: number) => void
}

/** A policy and requests it accepts as they are. */
interface Target {
  readonly policy: InboundPolicy
  readonly good: readonly Good[]
}

interface Good {
  readonly token: string
  readonly scheme: string
  readonly headers: Readonly<Record<string, string>>
}

const issuer = 'https://issuer.example/oauth2/aus1'
const audience = 'http://127.0.0.1:9000/mcp'
const secret = 'a secret that is at least 32 bytes long'
const mostSamples = 20

/** Changes good requests at random and sends them through policies, offline. */
export async function fuzzTokens({ count, seed, onProgress }: FuzzInput): Promise<FuzzOutcome> {
  const random = randomFrom(seed)
  const rsa = await makeKey()
  const elliptic = await makeKey('ES256')
  const world = createWorld({
    localIssuers: {
      keysOf: () => Promise.resolve({ keys: [{ ...rsa.jwk }, { ...elliptic.jwk }] }),
      spellingsOf: (one) => [one],
    },
  })
  const targets = await createTargets(world, rsa, elliptic)
  const foreign = await foreignSignatures(rsa)
  const accepted: string[] = []
  const crashed: string[] = []
  const statuses: Record<string, number> = {}
  const step = Math.max(1, Math.floor(count / 100))
  let tried = 0
  while (tried < count) {
    const target = random.pick(targets)
    const good = random.pick(target.good)
    const changed = change(good, random, foreign)
    if (isTheSame(changed, good)) continue
    tried++
    const exchange = exchangeWith(changed)
    try {
      const answer = target.policy.handle(exchange, contextOf(exchange, world.services))
      const reply = answer instanceof Promise ? await answer : answer
      const status = String(reply?.status ?? 'passed')
      statuses[status] = (statuses[status] ?? 0) + 1
      if ((exchange.user !== undefined || reply === undefined) && accepted.length < mostSamples)
        accepted.push(JSON.stringify(changed.headers))
    } catch (error) {
      if (crashed.length < mostSamples) crashed.push(`${String(error)}: ${JSON.stringify(changed.headers)}`)
    }
    if (tried % step === 0) onProgress?.(tried)
  }
  await world.close()
  return { tried, accepted, crashed, statuses }
}

/** Policies of every kind of key, and proof that they accept what is not changed. */
async function createTargets(world: World, rsa: AuthorityKey, elliptic: AuthorityKey): Promise<Target[]> {
  const bound = { cnf: { jkt: await thumbprintOf(elliptic) } }
  const shared = { issuer, audience }
  const jwkUrl = 'https://issuer.example/keys'
  const boundToken = await sign(rsa, bound)
  const proof = await proofOf(elliptic, boundToken, audience)
  const targets: readonly (Target & { readonly isBound?: boolean })[] = [
    { policy: create(oktaJwtAuth, shared, world), good: [await bearer(rsa)] },
    {
      policy: create(openIdJwtAuth, { ...shared, jwkUrl }, world),
      good: [await bearer(rsa), await bearer(elliptic)],
    },
    { policy: create(openIdJwtAuth, { ...shared, secret }, world), good: [await bearer(secret)] },
    {
      policy: create(oktaJwtAuth, { ...shared, dpop: {} }, world),
      good: [{ token: boundToken, scheme: 'DPoP', headers: { dpop: proof } }],
      isBound: true,
    },
  ]
  for (const { policy, good, isBound } of targets) {
    for (const one of good) {
      // A proof passes once: what shows that it would is one like it.
      const fresh = isBound === true ? { dpop: await proofOf(elliptic, one.token, audience) } : one.headers
      const exchange = exchangeWith({ headers: { authorization: `${one.scheme} ${one.token}`, ...fresh } })
      if ((await policy.handle(exchange, contextOf(exchange, world.services))) !== undefined)
        throw new Error('the fuzzer starts from requests that must be accepted')
    }
  }
  return [...targets]
}

function create(definition: InboundPolicyDefinition, options: object, world: World): InboundPolicy {
  return definition.create(definition.options.parse(options), world.setup)
}

async function bearer(signer: AuthorityKey | string): Promise<Good> {
  return { token: await sign(signer), scheme: 'Bearer', headers: {} }
}

function sign(signer: AuthorityKey | string, more: object = {}): Promise<string> {
  const claims = { ver: 1, jti: 'AT.1', cid: 'c', uid: '00u1', scp: ['mcp:access'], ...more }
  const isSecret = typeof signer === 'string'
  const header = isSecret ? { alg: 'HS256' } : { alg: signer.jwk.alg ?? '', kid: signer.jwk.kid ?? '' }
  return new SignJWT(claims)
    .setProtectedHeader(header)
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('ada')
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(isSecret ? new TextEncoder().encode(signer) : signer.privateKey)
}

/** Tokens that verify with something an attacker knows or has. */
async function foreignSignatures(key: AuthorityKey): Promise<readonly string[]> {
  const attacker = await makeKey('RS256', key.jwk.kid)
  const pem = await exportSPKI(key.publicKey)
  return [await sign(attacker), await sign(pem), await sign(JSON.stringify(key.jwk))]
}

function change(good: Good, random: Random, foreign: readonly string[]): Partial<Exchange> {
  if (random.below(4) === 0) return mutateHeaders(good, random)
  const inProof = good.headers['dpop'] !== undefined && random.below(2) === 0
  const token = inProof ? good.token : mutateToken(good.token, random, foreign)
  const headers: Record<string, string> = { authorization: `${good.scheme} ${token}`, ...good.headers }
  if (inProof) headers['dpop'] = mutateToken(good.headers['dpop'] ?? '', random, foreign)
  return { headers }
}

/** True for changes that say the same: spaces around and case of the scheme. */
function isTheSame(changed: Partial<Exchange>, good: Good): boolean {
  const { authorization = '', ...others } = changed.headers ?? {}
  const [scheme, token, ...more] = authorization.trim().split(/ +/)
  return (
    Object.keys(changed).every((name) => name === 'headers') &&
    scheme?.toLowerCase() === good.scheme.toLowerCase() &&
    token === good.token &&
    more.length === 0 &&
    Object.entries(good.headers).every(([name, value]) => others[name] === value)
  )
}

/** A small generator of numbers (mulberry32), so that a run can be repeated. */
function randomFrom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T
  return { below, pick }
}
