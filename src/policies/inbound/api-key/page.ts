import type { ReferencePage } from '../../../gateway/reference-page.ts'

const key = '$env(API_KEY)'

/** Reference page of the API key policy. */
export const page: ReferencePage = {
  summary:
    'Lets requests pass with an API key of this gateway, and sets the user from the consumer of the key.',
  text: [
    'Keys are made with `sallyport keys create <consumer>` and shown once; the store keeps their SHA-256 hash. The consumer is `request.user.sub`, its metadata `request.user.data`.',
    'A key is `spk_`, 32 random letters and digits, `_` and a checksum, so that scanners find leaked ones and typing errors are told from unknown keys without the store. Keys `zpka_…` of the hosted gateway can be imported.',
  ].join('\n\n'),
  inbound: [
    {
      name: 'api-key',
      handler: {
        export: 'ApiKeyInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { allowUnauthenticatedRequests: false, cacheTtlSeconds: 60 },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A key that was made for a consumer lets the request pass.',
      request: { headers: { authorization: `Bearer ${key}` } },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'Without a key the answer says how to send one.',
      answer: {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="api-key"' },
        body: { code: 'SALLYPORT_CREDENTIALS_REQUIRED' },
      },
    },
    {
      shows: 'A mistyped key is refused before the store is asked.',
      request: { headers: { authorization: 'Bearer spk_00000000000000000000000000000000_00000000' } },
      answer: { status: 401, body: { code: 'SALLYPORT_CREDENTIALS_REFUSED' } },
    },
  ],
  seeAlso: [
    '[API keys](../../api-keys.md)',
    '[query-param-to-header-inbound](query-param-to-header-inbound.md)',
  ],
}
