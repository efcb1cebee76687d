import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary:
    'Lets requests pass with an opaque token of Curity, for which its introspection endpoint answers a JWT.',
  text: 'Callers hold a token that says nothing; what it stands for is known inside alone. With `issuer` the JWT of the answer must verify with the keys of the issuer too, without it the endpoint is believed.',
  inbound: [
    {
      name: 'phantom-token',
      handler: {
        export: 'CurityPhantomTokenInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          introspectionUrl: 'https://id.example.com/introspect',
          clientId: 'gateway',
          clientSecret: '$env(INTROSPECTION_SECRET)',
          issuer: 'https://id.example.com',
          audience: '$env(SALLYPORT_PUBLIC_URL)/books',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The endpoint answers a JWT for this token.',
      request: { headers: { authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' } },
      answer: { status: 200, body: { method: 'GET', path: '/books' } },
    },
    {
      shows: 'Of another it knows nothing.',
      request: { headers: { authorization: 'Bearer tGzv3JOkF0XG5Qx2TlKWIA' } },
      answer: { status: 401, body: { code: 'SALLYPORT_AUTH_TOKEN_REFUSED' } },
    },
  ],
  seeAlso: [
    '[oauth-introspection-inbound](oauth-introspection-inbound.md)',
    '[Authentication](../../authentication.md)',
  ],
}
