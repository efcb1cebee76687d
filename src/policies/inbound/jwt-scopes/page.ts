import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Demands scopes of the token that a policy before it has accepted.',
  text: 'All of them: the challenge of the 403 names them, so that a client can ask for them. `scopeHierarchy` says which scopes a scope stands for beside itself. On an MCP route it holds for every tool; [scopes of single tools](../../access.md) stand with the tools.',
  inbound: [
    {
      name: 'open-id',
      handler: {
        export: 'OpenIdJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { issuer: 'https://id.example.com', audience: '$env(SALLYPORT_PUBLIC_URL)/books' },
      },
    },
    {
      name: 'may-read',
      handler: {
        export: 'JWTScopeValidationInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { scopes: ['books:read'], scopeHierarchy: { 'books:admin': ['books:read'] } },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A token with `books:admin` has what that stands for.',
      request: { headers: { authorization: 'Bearer $env(TOKEN)' } },
      answer: { status: 200, body: { path: '/books' } },
    },
    {
      shows: 'A token without the scope is answered 403, and told which it needs.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 403, body: { code: 'SALLYPORT_AUTH_SCOPE_MISSING' } },
    },
  ],
  seeAlso: ['[Access](../../access.md)', '[Authentication](../../authentication.md)'],
}
