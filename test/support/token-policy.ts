import * as z from 'zod'
import { checkShape } from '../../src/foundation/json/shape.ts'
import type { Exchange, Reply } from '../../src/gateway/exchange.ts'
import type { InboundPolicy, InboundPolicyDefinition } from '../../src/gateway/policy.ts'
import type { GatewayContext } from '../../src/gateway/request-context.ts'
import { jwtOptions, type JwtOptions } from '../../src/policies/bearer/options.ts'
import { contextOf, exchangeWith, routeAt, type World } from './policy-setup.ts'

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
