import { isLoopbackHost } from '../../foundation/http/public-origin.ts'
import type { JsonWebKeySet } from './key-source.ts'

/** A fetched document; redirects come back unfollowed. */
export interface FetchedText {
  readonly status: number
  readonly text: string
  /** The `Content-Type` as it was sent; undefined = none. */
  readonly contentType?: string | undefined
}

/** Fetches a document with GET, refusing more than the limit of bytes. */
export type FetchText = (url: string, limit: number) => Promise<FetchedText>

/** Where an issuer publishes its keys. */
export type KeyLocation =
  | { readonly kind: 'okta'; readonly issuer: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'discovery'; readonly issuer: string }

/** Largest key set and metadata document, bytes. */
export const largestDocument = 65_536

// Key sets are also served from buckets and by hand; a page for people is something else, whatever it holds.
const acceptedTypes = /^(?:application\/(?:json|octet-stream|[a-z0-9.-]+\+json)|text\/plain)(?:\s*;|\s*$)/i

/** Reads the published keys of an issuer; throws a sentence fit for the log when that fails. */
export async function readSigningKeys(location: KeyLocation, fetchText: FetchText): Promise<JsonWebKeySet> {
  const url = await resolveKeysUrl(location, fetchText)
  const document = await readJson(url, fetchText)
  if (document === undefined) throw new Error(`${url} does not exist.`)
  return parseKeySet(document, url)
}

/** True for https, and for http to this machine. */
export function isTrustworthyUrl(text: string): boolean {
  const url = parseUrl(text)
  if (url === undefined || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

async function resolveKeysUrl(location: KeyLocation, fetchText: FetchText): Promise<string> {
  switch (location.kind) {
    case 'okta':
      return `${withoutSlash(location.issuer)}/v1/keys`
    case 'url':
      return location.url
    case 'discovery':
      return discoverKeysUrl(location.issuer, fetchText)
  }
}

async function discoverKeysUrl(issuer: string, fetchText: FetchText): Promise<string> {
  return discoverEndpoint(issuer, 'jwks_uri', 'jwkUrl', fetchText)
}

/**
 * The URL that the metadata of an issuer names, OpenID Connect Discovery 1.0 section 4 first, then RFC 8414 section 3. It
 * must be at the issuer; `option` is what to set for one elsewhere.
 */
export async function discoverEndpoint(
  issuer: string,
  member: 'jwks_uri' | 'introspection_endpoint',
  option: string,
  fetchText: FetchText,
): Promise<string> {
  for (const url of metadataUrls(issuer)) {
    const metadata = await readJson(url, fetchText)
    if (metadata === undefined) continue
    // RFC 8414 section 3.3: byte for byte, or the document is someone else's.
    if (metadata['issuer'] !== issuer)
      throw new Error(`${url} is the metadata of another issuer than ${issuer}.`)
    const named = metadata[member]
    const origin = typeof named === 'string' ? parseUrl(named)?.origin : undefined
    if (typeof named !== 'string' || origin === undefined) throw new Error(`${url} names no ${member}.`)
    if (origin === new URL(issuer).origin) return named
    throw new Error(`${url} names a ${member} at ${origin}, not at the issuer; set ${option} to trust it.`)
  }
  throw new Error(`${issuer} publishes no metadata.`)
}

function metadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer)
  const path = withoutSlash(pathname)
  return [
    `${withoutSlash(issuer)}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${withoutSlash(issuer)}/.well-known/oauth-authorization-server`,
  ]
}

/** The JSON object at the URL; undefined when there is none (404). */
async function readJson(
  url: string,
  fetchText: FetchText,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (!isTrustworthyUrl(url)) throw new Error(`${url} is neither https nor on this machine.`)
  const { status, text, contentType } = await fetchText(url, largestDocument)
  if (status === 404 || status === 410) return undefined
  if (status >= 300 && status < 400) throw new Error(`${url} redirects, which is not followed.`)
  if (status !== 200) throw new Error(`${url} answered ${status}.`)
  if (contentType !== undefined && !acceptedTypes.test(contentType))
    throw new Error(`${url} is ${contentType.slice(0, 60)}, not JSON.`)
  if (text.length > largestDocument) throw new Error(`${url} is larger than ${largestDocument} bytes.`)
  const value = parseJson(text, url)
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new Error(`${url} is not a JSON object.`)
}

function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${url} is not JSON.`)
  }
}

function parseKeySet(document: Readonly<Record<string, unknown>>, url: string): JsonWebKeySet {
  const { keys } = document
  const isSet =
    Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null && !Array.isArray(key))
  if (!isSet) throw new Error(`${url} is not a key set.`)
  return { keys: keys as readonly Record<string, unknown>[] }
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function withoutSlash(text: string): string {
  return text.endsWith('/') ? text.slice(0, -1) : text
}
