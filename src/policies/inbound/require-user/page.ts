import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Demands that one of the policies before it has found out who the caller is.',
  text: 'The last of several that let callers pass: where tokens of two issuers are accepted, each policy says `allowUnauthenticatedRequests`, and this one refuses whom none of them knows.',
  inbound: [
    {
      name: 'staff',
      handler: {
        export: 'OpenIdJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          issuer: 'https://staff.example.com',
          jwkUrl: 'https://staff.example.com/keys',
          audience: '$env(SALLYPORT_PUBLIC_URL)/books',
          allowUnauthenticatedRequests: true,
        },
      },
    },
    {
      name: 'customers',
      handler: {
        export: 'OpenIdJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          issuer: 'https://id.example.com',
          jwkUrl: 'https://id.example.com/keys',
          audience: '$env(SALLYPORT_PUBLIC_URL)/books',
          allowUnauthenticatedRequests: true,
        },
      },
    },
    {
      name: 'somebody',
      handler: { export: 'RequireUserInboundPolicy', module: '$import(@zuplo/runtime)' },
    },
  ],
  exchanges: [
    {
      shows: 'A token that the second policy accepts will do.',
      request: { headers: { authorization: 'Bearer $env(TOKEN)' } },
      answer: { status: 200, body: { path: '/books' } },
    },
    {
      shows: 'A token that none accepts does not.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
    {
      shows: 'Nor does no token at all.',
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_REQUIRED' } },
    },
  ],
  seeAlso: [
    '[open-id-jwt-auth-inbound](open-id-jwt-auth-inbound.md)',
    '[Authentication](../../authentication.md)',
  ],
}
