import type { IdentityClient } from './identity.ts'

/** Schemes that run code or read files in the browser that is redirected. */
const forbiddenSchemes: ReadonlySet<string> = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'view-source:',
])

/** True for a scheme, with its colon, that no redirect URI may have. */
export function isForbiddenScheme(protocol: string): boolean {
  return forbiddenSchemes.has(protocol)
}

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Why a redirect URI cannot be registered for a client of this type, as a sentence; undefined when it can. */
export function redirectUriProblem(type: IdentityClient['type'], uri: string): string | undefined {
  if (!URL.canParse(uri) || /[\s\\*]/.test(uri)) return 'is not an absolute URI; wildcards are not allowed.'
  const url = new URL(uri)
  // RFC 6749 section 3.1.2: the redirection endpoint URI MUST NOT include a fragment component.
  if (uri.includes('#')) return 'must not have a fragment.'
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password.'
  if (isForbiddenScheme(url.protocol)) return `must not use the scheme ${url.protocol}`
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:') {
    // RFC 8252 section 7.3: plain http is for the loopback interface of the person's own machine.
    return type === 'native' && !loopbackHosts.has(url.hostname)
      ? 'uses plain http beyond the loopback interface.'
      : undefined
  }
  return type === 'native' ? undefined : 'has a scheme of its own, which only a native client can receive.'
}
