import type { AuthorizationServer } from '../../identity/identity.ts'

/**
 * Every value of the RFC 8707 `resource` parameter that means the audience of a server: the audience itself, its other
 * loopback spellings when it lies on this gateway, and each with its trailing slash added or taken away (clients
 * normalise URLs differently).
 */
export function resourceNames(
  server: AuthorizationServer,
  spellings: readonly string[],
): ReadonlySet<string> {
  const { audience } = server
  if (!/^https?:/i.test(audience)) return new Set([audience])
  const own = spellings.find((origin) => audience === origin || audience.startsWith(`${origin}/`))
  const names =
    own === undefined ? [audience] : spellings.map((origin) => origin + audience.slice(own.length))
  return new Set([audience, ...names].flatMap((name) => [name, otherSlash(name)]))
}

function otherSlash(name: string): string {
  return name.endsWith('/') ? name.slice(0, -1) : `${name}/`
}

/** The name under which the library knows the one resource of a server; audiences need not be URIs, these must. */
export function internalResource(server: AuthorizationServer): string {
  return `urn:sallyport:authorization-server:${server.id}`
}
