import { SignJWT } from 'jose'
import * as z from 'zod'
import { checkShape } from '../../src/foundation/json/shape.ts'
import type { Exchange, Reply } from '../../src/gateway/exchange.ts'
import type { InboundPolicy, InboundPolicyDefinition } from '../../src/gateway/policy.ts'
import type { GatewayContext } from '../../src/gateway/request-context.ts'
import { jwtOptions, type JwtOptions } from '../../src/policies/bearer/options.ts'
import { contextOf, createWorld, exchangeWith, routeAt, type World } from './policy-setup.ts'
import type { AuthorityKey } from './signing-authority.ts'

/** What a policy made of a request. */
export interface Judged {
  readonly reply: Reply | undefined
  readonly exchange: Exchange
  readonly context: GatewayContext
}

/** Checked options of a policy for JWTs: the defaults, and what the test says. */
export function jwtOptionsWith(changes: z.input<z.ZodObject<typeof jwtOptions>> = {}): JwtOptions {
  return z.object(jwtOptions).parse(changes)
}

/** Creates a policy as a project does: from its definition and options as they are written. */
export function createPolicy(
  definition: InboundPolicyDefinition,
  options: Record<string, unknown>,
  world: World,
): InboundPolicy {
  const { value, problems } = checkShape(definition.options, options)
  const wrong = problems.filter(({ severity }) => severity === 'error')
  if (value === undefined) throw new Error(wrong.map(({ message }) => message).join(' '))
  return definition.create(value, world.setup)
}

/** Sends an exchange through a policy. */
export async function judge(
  policy: InboundPolicy,
  world: World,
  changes: Partial<Exchange> = {},
  route = '/mcp',
): Promise<Judged> {
  const exchange = exchangeWith(changes)
  const context = contextOf(exchange, world.services, routeAt(route))
  return { reply: await policy.handle(exchange, context), exchange, context }
}

/** A request with a bearer token. */
export const bearer = (token: string): Partial<Exchange> => ({
  headers: { authorization: `Bearer ${token}` },
})

/** A world in which the keys of any issuer are at hand without a network: those of one key pair. */
export function worldWithKeys(key: AuthorityKey): World {
  return createWorld({
    routes: [routeAt('/mcp')],
    localIssuers: {
      keysOf: () => Promise.resolve({ keys: [{ ...key.jwk }] }),
      spellingsOf: (issuer) => [issuer],
    },
  })
}

/** A token with these claims, valid for an hour. */
export function signed(key: AuthorityKey, claims: Record<string, unknown>): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ iat: now, exp: now + 3600, sub: 'ada', ...claims })
    .setProtectedHeader({ alg: key.jwk.alg ?? '', kid: key.jwk.kid ?? '' })
    .sign(key.privateKey)
}

/** True when the policy lets a request with the token pass as a user. */
export async function accepts(policy: InboundPolicy, world: World, token: string): Promise<boolean> {
  const { reply, exchange } = await judge(policy, world, bearer(token))
  return reply === undefined && exchange.user !== undefined
}
