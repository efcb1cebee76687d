/** The scopes of a token as whole names: an element of an array is one scope even when it holds a space. */
export function readScopes(claims: Readonly<Record<string, unknown>>): readonly string[] {
  // Okta and Entra write `scp`, everyone else `scope` (RFC 9068 section 2.2.3).
  const { scp, scope } = claims
  if (isTextArray(scp)) return scp
  if (isTextArray(scope)) return scope
  const text = typeof scp === 'string' ? scp : scope
  return typeof text === 'string' ? text.split(' ').filter((name) => name !== '') : []
}

/** Names that a scope stands for beside its own: `{ "books:admin": ["books:read"] }`. */
export type ScopeHierarchy = Readonly<Record<string, readonly string[]>>

/** The needed scopes that the granted ones do not cover, each standing for itself and all that lies below it. */
export function missingScopes(
  granted: readonly string[],
  needed: readonly string[],
  hierarchy: ScopeHierarchy = {},
): readonly string[] {
  const covered = new Set(granted)
  // A set is walked in the order of insertion, and also through what is added on the way.
  for (const scope of covered) {
    if (Object.hasOwn(hierarchy, scope)) for (const below of hierarchy[scope] ?? []) covered.add(below)
  }
  return needed.filter((scope) => !covered.has(scope))
}

/** True for an array of texts. */
export function isTextArray(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
