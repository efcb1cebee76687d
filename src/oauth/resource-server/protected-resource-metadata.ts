import { isScopeName } from './challenge.ts'

/** Path under which RFC 9728 section 3.1 publishes metadata; the path of the resource follows. */
export const metadataPath = '/.well-known/oauth-protected-resource'

/** Protected resource metadata (RFC 9728 section 2). */
export interface ProtectedResourceMetadata {
  readonly resource: string
  readonly resource_name: string
  readonly authorization_servers: readonly string[]
  readonly bearer_methods_supported: readonly ['header']
  readonly scopes_supported?: readonly string[]
  readonly dpop_signing_alg_values_supported?: readonly string[]
  readonly dpop_bound_access_tokens_required?: true
  readonly tls_client_certificate_bound_access_tokens?: true
}

/** What the metadata is built from. */
export interface ProtectedResourceDescription {
  /** The URL of the resource as its users type it. */
  readonly resource: string
  readonly resourceName: string
  /** Issuers, written as they write themselves: clients compare and concatenate them. */
  readonly authorizationServers: readonly string[]
  readonly scopes: readonly string[]
  /** Algorithms of DPoP proofs; undefined = DPoP is not spoken. */
  readonly dpopAlgorithms?: readonly string[] | undefined
  /** True when only tokens bound to a key are accepted. */
  readonly dpopRequired?: boolean
  /** True when tokens bound to a client certificate are accepted. */
  readonly certificateBound?: boolean
}

/** Builds the metadata of one resource; members without a value are left out, as clients choke on nulls. */
export function buildProtectedResourceMetadata(
  description: ProtectedResourceDescription,
): ProtectedResourceMetadata {
  const scopes = description.scopes.filter(isScopeName)
  return {
    resource: description.resource,
    resource_name: description.resourceName,
    authorization_servers: description.authorizationServers,
    bearer_methods_supported: ['header'],
    ...(scopes.length === 0 ? {} : { scopes_supported: scopes }),
    ...(description.dpopAlgorithms === undefined
      ? {}
      : { dpop_signing_alg_values_supported: description.dpopAlgorithms }),
    ...(description.dpopRequired === true ? { dpop_bound_access_tokens_required: true } : {}),
    ...(description.certificateBound === true ? { tls_client_certificate_bound_access_tokens: true } : {}),
  }
}

/** Where the metadata of the resource at this origin and path stands. */
export function protectedResourceMetadataUrl(origin: string, path: string): string {
  return `${origin}${metadataPath}${path === '/' ? '' : path}`
}
