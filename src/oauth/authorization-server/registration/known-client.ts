import type { IdentityClient } from '../../../identity/identity.ts'

/** A client as an authorization server knows it: one of the identity file, or one that came by itself. */
export interface KnownClient extends IdentityClient {
  /** What holds for a client that no file declares; undefined for a declared one. */
  readonly selfRegistered?: SelfRegistered
}

/** What holds for a client that no file declares. Nobody has vouched for it, so a person must see each request of it. */
export interface SelfRegistered {
  /** A registration (RFC 7591), or the document at its client id. */
  readonly by: 'registration' | 'document'
  /** Custom scopes that exist for it; undefined = all of the server. */
  readonly scopes: readonly string[] | undefined
}
