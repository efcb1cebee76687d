import type { IdentityClient } from '../../identity/identity.ts'

/** An http URI on the loopback interface: the port apart from what stands behind it. */
const loopbackUri = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?(\/[^\s#\\]*)?$/

/**
 * True when a sign-in for this client may return to this URI. Registered URIs match byte for byte. For native clients,
 * RFC 8252 section 7.3 asks for any port on the loopback interface: a registered loopback URI admits every port and all
 * three names of the interface, with exactly its path and query; one registered without a path (`http://localhost`)
 * admits every path without a query too, because clients choose their paths as freely as their ports.
 */
export function isRegisteredRedirectUri(client: IdentityClient, uri: string): boolean {
  if (client.redirectUris.includes(uri)) return true
  if (client.type !== 'native') return false
  const asked = loopbackUri.exec(uri)
  if (asked === null || !isPort(asked[1])) return false
  return client.redirectUris.some((registered) => {
    const allowed = loopbackUri.exec(registered)
    if (allowed === null) return false
    return allowed[2] === undefined ? isPlainPath(asked[2]) : allowed[2] === asked[2]
  })
}

function isPort(port: string | undefined): boolean {
  return port === undefined || (Number(port) > 0 && Number(port) < 65_536)
}

function isPlainPath(path: string | undefined): boolean {
  return path === undefined || (/^\/[A-Za-z0-9._~/-]*$/.test(path) && !path.split('/').includes('..'))
}
