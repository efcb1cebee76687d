import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests pass whose body is signed with a shared secret (HMAC-SHA256).',
  inbound: [
    {
      name: 'hmac-auth',
      handler: {
        export: 'HmacAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { secret: '$env(SIGNING_SECRET)', headerName: 'X-Signature' },
      },
    },
  ],
  method: 'post',
  environment: { SIGNING_SECRET: 'a-secret-of-32-characters-or-more' },
  exchanges: [
    {
      shows: 'A body that is signed with the secret passes.',
      request: {
        body: { order: 7 },
        headers: { 'x-signature': '45f746afc4b0263536d591e206c08a266ee8c35cd60621f78833ca0df90a1ea3' },
      },
      answer: { status: 200, body: { body: { order: 7 } } },
    },
    {
      shows: 'The signature of another body is refused.',
      request: {
        body: { order: 8 },
        headers: { 'x-signature': '45f746afc4b0263536d591e206c08a266ee8c35cd60621f78833ca0df90a1ea3' },
      },
      answer: { status: 401, body: { code: 'SALLYPORT_CREDENTIALS_REFUSED' } },
    },
  ],
}
