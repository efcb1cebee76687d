/** Scopes that every authorization server has, whatever its list says; access policies do not judge them. */
export const oidcScopes = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'] as const

const names: ReadonlySet<string> = new Set(oidcScopes)

/** True for a scope of OpenID Connect, false for a custom one. */
export function isOidcScope(scope: string): boolean {
  return names.has(scope)
}
