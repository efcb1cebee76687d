import type { HandlerAccess } from './handler-access.ts'
import type { ProtectedResource } from './policy.ts'

/**
 * Scopes that clients of a route are told to ask for: those of the policy, and those that the parts of its handler need
 * at first. A list that somebody wrote down stays whole; of one that was derived, what is asked for later is left out, so
 * that nobody begins with more than is needed (MCP, security best practices, scope minimization).
 */
export function askedScopes(
  { scopes, areScopesWritten }: Pick<ProtectedResource, 'scopes' | 'areScopesWritten'>,
  access: HandlerAccess | undefined,
): readonly string[] {
  if (access === undefined) return scopes
  const own =
    areScopesWritten === true ? scopes : scopes.filter((scope) => !access.laterScopes.includes(scope))
  return [...new Set([...own, ...access.initialScopes])]
}
