/**
 * Every spelling of a configured audience. An audience under one of our own origins is the same resource under the
 * others (localhost, 127.0.0.1 and [::1]); a URL without a path is the same with and without its slash (RFC 3986
 * section 6.2.3). Anything else is compared as it stands.
 */
export function acceptedAudiences(audience: string, origins: readonly string[]): readonly string[] {
  const origin = origins.find((one) => audience === one || audience.startsWith(`${one}/`))
  const spelled =
    origin === undefined ? [audience] : origins.map((one) => one + audience.slice(origin.length))
  const both = [audience, ...spelled].flatMap((one) => (isPathless(one) ? [one, toggleSlash(one)] : [one]))
  return [...new Set(both)]
}

/**
 * Says what is wrong when no route guarded with this audience is served under it, or undefined. Clients ask for tokens
 * for the URL they call (RFC 8707 section 2), so another audience is mostly a slip.
 */
export function judgeAudience(
  audience: string,
  paths: readonly string[],
  origins: readonly string[],
): string | undefined {
  const accepted = acceptedAudiences(audience, origins)
  const served = paths.flatMap((path) =>
    origins.flatMap((origin) => acceptedAudiences(origin + path, origins)),
  )
  if (paths.length === 0 || paths.some((path) => path.includes('{'))) return undefined
  if (served.some((url) => accepted.includes(url))) return undefined
  return `The audience "${audience}" is not the URL of a route that this policy guards: ${(origins[0] ?? '') + (paths[0] ?? '')}.`
}

function isPathless(text: string): boolean {
  return /^https?:\/\/[^/?#]+\/?$/.test(text)
}

function toggleSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : `${url}/`
}
