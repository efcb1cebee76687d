import * as z from 'zod'
import { ok, refuse, type Result } from '../../../foundation/result.ts'
import type { PublicJwk, TokenEndpointAuthMethod } from '../../../identity/identity.ts'
import { redirectUriProblem } from '../../../identity/redirect-uri-problem.ts'

/** What a client says of itself (RFC 7591 section 2), as far as it counts here. */
export interface ClientMetadata {
  readonly name: string
  readonly authMethod: TokenEndpointAuthMethod
  readonly grantTypes: readonly string[]
  readonly redirectUris: readonly string[]
  /** The scopes it means to ask for; empty when it does not say. */
  readonly scopes: readonly string[]
  readonly keys: readonly PublicJwk[]
  readonly keysUrl: string | undefined
}

/** Why metadata is refused (RFC 7591 section 3.2.2). */
export interface MetadataProblem {
  readonly error: 'invalid_redirect_uri' | 'invalid_client_metadata'
  readonly description: string
}

/** What the server allows beyond the standard. */
export interface MetadataLimits {
  readonly authMethods: readonly TokenEndpointAuthMethod[]
  /** The method of a client that names none. */
  readonly defaultAuthMethod: TokenEndpointAuthMethod
  readonly redirectSchemes: readonly string[]
  /** Hosts of https redirect URIs; empty = any. */
  readonly redirectHosts: readonly string[]
}

/** Grants that bring a person; the others would give anybody on the network a token of their own. */
const personalGrants: readonly string[] = ['authorization_code', 'refresh_token']

/** RFC 7591 section 2: what is not understood here is ignored. */
const shape = z.object({
  redirect_uris: z.array(z.string().max(2048)).min(1).max(20),
  client_name: z.string().optional(),
  token_endpoint_auth_method: z.string().optional(),
  grant_types: z.array(z.string()).max(20).optional(),
  response_types: z.array(z.string()).max(20).optional(),
  scope: z.string().max(4096).optional(),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(20) }).optional(),
  jwks_uri: z.string().max(2048).optional(),
})

/** Parses what a client says of itself; a grant or scope that it cannot have is left out, not refused. */
export function parseClientMetadata(
  value: unknown,
  limits: MetadataLimits,
): Result<ClientMetadata, MetadataProblem> {
  const parsed = shape.safeParse(value)
  if (!parsed.success) return refuse(describeShape(parsed.error))
  const { data } = parsed
  const redirectUris = [...new Set(data.redirect_uris)]
  for (const uri of redirectUris) {
    const problem = judgeRedirectUri(uri, limits)
    if (problem !== undefined)
      return refuse({ error: 'invalid_redirect_uri', description: `A redirect URI ${problem}` })
  }
  const authMethod = limits.authMethods.find(
    (method) => method === (data.token_endpoint_auth_method ?? limits.defaultAuthMethod),
  )
  if (authMethod === undefined)
    return refuseMetadata(`token_endpoint_auth_method must be one of: ${limits.authMethods.join(', ')}.`)
  const grantTypes = personalGrants.filter((grant) => (data.grant_types ?? personalGrants).includes(grant))
  if (!grantTypes.includes('authorization_code'))
    return refuseMetadata('grant_types must hold authorization_code.')
  if (data.response_types?.includes('code') === false) return refuseMetadata('response_types must hold code.')
  return ok({
    name: readName(data.client_name) ?? destinationOf(redirectUris),
    authMethod,
    grantTypes,
    redirectUris,
    scopes: [...new Set((data.scope ?? '').split(' ').filter((name) => name !== ''))],
    keys: data.jwks?.keys ?? [],
    keysUrl: data.jwks_uri,
  })
}

function refuseMetadata(description: string): Result<never, MetadataProblem> {
  return refuse({ error: 'invalid_client_metadata', description })
}

function describeShape({ issues }: z.ZodError): MetadataProblem {
  const [member] = issues[0]?.path ?? []
  if (member === 'redirect_uris')
    return { error: 'invalid_redirect_uri', description: 'redirect_uris must be a list of 1 to 20 URIs.' }
  const what =
    member === undefined ? 'The metadata is no JSON object.' : `${String(member)} has the wrong type.`
  return { error: 'invalid_client_metadata', description: what }
}

function judgeRedirectUri(uri: string, limits: MetadataLimits): string | undefined {
  // A host outside ASCII can look like another one; clients write it in punycode.
  if (!/^[\x21-\x7e]+$/.test(uri)) return 'must be printable ASCII.'
  const problem = redirectUriProblem('native', uri)
  if (problem !== undefined) return problem
  const { protocol, hostname } = new URL(uri)
  if (protocol === 'http:') return undefined
  if (protocol !== 'https:')
    return limits.redirectSchemes.includes(protocol.slice(0, -1))
      ? undefined
      : 'must use https, or http on the loopback interface.'
  if (/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) return 'must use http on the loopback interface.'
  if (limits.redirectHosts.length === 0 || limits.redirectHosts.includes(hostname)) return undefined
  return 'has a host that is not allowed here.'
}

/** A name that a person reads on a page: no control characters, no marks that turn the direction of the text. */
function readName(name: string | undefined): string | undefined {
  const clean = name
    ?.replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 100)
  return clean === '' ? undefined : clean
}

function destinationOf([first = '']: readonly string[]): string {
  const { protocol, host } = new URL(first)
  return host === '' ? protocol.slice(0, -1) : host
}
