import { ok, refuse, type Result } from '../../foundation/result.ts'
import { parseClaimExpression } from '../../identity/claim-expression.ts'
import { compileGroupPattern } from '../../identity/group-filter.ts'
import type { AuthorizationServer, Claim, ClaimValue, IdentityUser } from '../../identity/identity.ts'
import { everyoneGroup } from '../../identity/people.ts'
import { oktaErrors, type OktaError } from './okta-errors.ts'

/** Writes the declared claims of one kind of token, for a person or (undefined) a program. */
export type CustomClaims = (
  user: IdentityUser | undefined,
  scopes: ReadonlySet<string>,
) => Result<Record<string, unknown>, OktaError>

/** Okta refuses a token that would list more groups than this. */
const mostGroups = 100

/** Compiles the declared claims of access tokens or ID tokens once, at start. */
export function compileCustomClaims(
  server: AuthorizationServer,
  tokenType: Claim['tokenType'],
): CustomClaims {
  const claims = server.claims
    .filter((claim) => claim.tokenType === tokenType)
    .map(({ name, scopes, value }) => ({ name, scopes, read: compileValue(value) }))
  return (user, scopes) => {
    const written: [string, unknown][] = []
    for (const claim of claims) {
      if (claim.scopes.length > 0 && !claim.scopes.some((scope) => scopes.has(scope))) continue
      const value = claim.read(user)
      if (Array.isArray(value) && value.length > mostGroups) return refuse(oktaErrors.tooManyGroups)
      if (value !== undefined) written.push([claim.name, value])
    }
    return ok(Object.fromEntries(written))
  }
}

type ReadValue = (user: IdentityUser | undefined) => unknown

function compileValue(value: ClaimValue): ReadValue {
  if (value.kind === 'groups') {
    const matches = compileFilter(value)
    return (user) => (user === undefined ? undefined : [everyoneGroup, ...user.groups].filter(matches))
  }
  const expression = parseClaimExpression(value.expression)
  // Only a real Okta evaluates the others; the check of the identity file says so.
  if (expression === undefined) return () => undefined
  if (expression.kind === 'text') return () => expression.text
  const attribute = { login: 'login', email: 'email', displayName: 'name' } as const
  return (user) => user?.[attribute[expression.attribute]]
}

function compileFilter({ filter, text }: ClaimValue & { kind: 'groups' }): (group: string) => boolean {
  switch (filter) {
    case 'startsWith':
      return (group) => group.startsWith(text)
    case 'contains':
      return (group) => group.includes(text)
    case 'equals':
      return (group) => group === text
    case 'regex': {
      const pattern = compileGroupPattern(text)
      // The check of the identity file names the place; this is for identities made in another way.
      if (pattern === undefined)
        throw new Error(`The group filter ${JSON.stringify(text)} of a claim is not a regular expression.`)
      return (group) => pattern.test(group)
    }
  }
}
