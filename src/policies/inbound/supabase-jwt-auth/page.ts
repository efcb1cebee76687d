import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass with a token of a Supabase project.',
  text: 'Projects with signing keys are named by `projectUrl`; older ones sign with a secret, which is the option `secret`. `requiredClaims` tells signed-in users from anonymous ones.',
  inbound: [
    {
      name: 'supabase',
      handler: {
        export: 'SupabaseJwtInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          projectUrl: 'https://abcdefgh.supabase.co',
          audience: 'authenticated',
          requiredClaims: { role: ['authenticated'] },
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A token that the provider has signed for this route lets the request pass.',
      request: { headers: { authorization: 'Bearer $env(TOKEN)' } },
      answer: { status: 200, body: { method: 'GET', path: '/books' } },
    },
    {
      shows: 'Without a token the answer is a challenge.',
      answer: {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="gateway"', 'cache-control': 'no-store' },
        body: { code: 'SALLYPORT_AUTH_REQUIRED' },
      },
    },
    {
      shows: 'A token with another role is refused.',
      request: { headers: { authorization: 'Bearer $env(OTHER_TOKEN)' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: ['[jwt-scopes-inbound](jwt-scopes-inbound.md)', '[Authentication](../../authentication.md)'],
}
