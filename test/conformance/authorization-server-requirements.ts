/** A duty of an authorization server that MCP clients use; tests cite it in their title as `[S8]`. */
export interface AuthorizationServerRequirement {
  readonly id: string
  /** Where the specification says it. */
  readonly url: string
  /** What must hold, in our words. */
  readonly sentence: string
}

const mcp = 'https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization'
const rfc = 'https://www.rfc-editor.org/rfc'

/** What the embedded authorization server has to do; every duty has a test. S12 and S14 are duties of a broker. */
export const authorizationServerRequirements: readonly AuthorizationServerRequirement[] = [
  {
    id: 'S1',
    url: `${mcp}#standards-compliance`,
    sentence: 'Public and confidential clients get tokens by OAuth 2.1: by code, with PKCE and S256 alone.',
  },
  {
    id: 'S2',
    url: `${mcp}/authorization-server-discovery#authorization-server-metadata-discovery`,
    sentence:
      'The metadata is at the well-known URLs of OAuth and of OpenID Connect, and names the PKCE method.',
  },
  {
    id: 'S3',
    url: `${rfc}/rfc8414#section-3.3`,
    sentence: 'The issuer of the metadata is the issuer that its URL was made of, byte for byte.',
  },
  {
    id: 'S4',
    url: `${mcp}/client-registration#client-id-metadata-documents`,
    sentence:
      'Where metadata documents are on, a URL is a client id: its document is read, judged and kept, and the metadata says so.',
  },
  {
    id: 'S5',
    url: `${mcp}/client-registration#dynamic-client-registration`,
    sentence:
      'Where registration is on, a client may leave out its scope, name its kind, listen on loopback and say what nobody knows.',
  },
  {
    id: 'S6',
    url: `${mcp}/security-considerations#open-redirection`,
    sentence: 'Redirect URIs match exactly, but for the port of a native client on loopback.',
  },
  {
    id: 'S7',
    url: `${rfc}/rfc9207#section-2`,
    sentence: 'The answer to an authorization request names the issuer, also when it refuses.',
  },
  {
    id: 'S8',
    url: `${mcp}/security-considerations#token-theft`,
    sentence: 'A public client gets a new refresh token at each use, and access tokens are short-lived.',
  },
  {
    id: 'S9',
    url: `${rfc}/rfc8707#section-2`,
    sentence:
      'A token is for the resource that was asked for; a resource that this server has not is refused.',
  },
  {
    id: 'S10',
    url: `${rfc}/rfc6749#section-3.3`,
    sentence:
      'Scopes of OpenID Connect and offline_access never spoil a request; an unknown scope is refused, as Okta does, not left out.',
  },
  {
    id: 'S11',
    url: `${mcp}/security-considerations#localhost-redirect-uri-risks`,
    sentence:
      'A person sees the name of the client, the real destination and the scopes, on a page that nobody can frame.',
  },
  {
    id: 'S13',
    url: 'https://modelcontextprotocol.io/extensions/auth/oauth-client-credentials',
    sentence: 'The metadata lists the methods of programs, and the algorithms of their assertions.',
  },
  {
    id: 'S15',
    url: `${rfc}/rfc6749#section-5.2`,
    sentence:
      'A client that is unknown by now hears invalid_client and 401 at the token endpoint, and a person reads a page.',
  },
  {
    id: 'S16',
    url: `${rfc}/rfc6749#section-5.1`,
    sentence: 'Answers with tokens are JSON that nobody stores.',
  },
]
