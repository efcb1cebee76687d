import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Publishes a route file of the project as the OpenAPI document of the API.',
  text: 'Left out is what speaks to the gateway (`x-zuplo-...`, `x-sallyport-...`), every operation and path that says `"x-internal": true`, and all `servers`, for which this gateway stands. The document is built once for each address the gateway is asked under, and has an `ETag`.\n\nHow callers sign in is read from the inbound policies of each route: API keys, `Basic`, and access tokens, whose issuer becomes an `openIdConnect` scheme. Policies that let callers pass without are alternatives, and so is `{}` unless a later policy demands a user. What an operation or the whole document says under `security` itself is passed on as it is, schemes of the document are used where they say the same, and a Swagger 2.0 document is left alone.',
  path: '/openapi',
  inbound: [
    {
      name: 'key-if-any',
      handler: {
        export: 'ApiKeyInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { allowUnauthenticatedRequests: true },
      },
    },
  ],
  handler: {
    export: 'openApiSpecHandler',
    module: '$import(@zuplo/runtime)',
    options: { openApiFilePath: './config/routes.oas.json' },
  },
  exchanges: [
    {
      shows: 'Callers read the document, with this gateway as its server.',
      answer: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { servers: [{ url: 'http://127.0.0.1:9000' }] },
      },
    },
    {
      shows: 'The policy of a route is in it as security: with a key, or without.',
      answer: {
        status: 200,
        body: {
          paths: { '/openapi': { get: { security: [{ bearer: [] }, {}] } } },
          components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
        },
      },
    },
  ],
  refusesNothing: true,
}
