import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Publishes a route file of the project as the OpenAPI document of the API.',
  text: 'Left out is what speaks to the gateway (`x-zuplo-...`, `x-sallyport-...`), every operation and path that says `"x-internal": true`, and all `servers`, for which this gateway stands. The document is built once for each address the gateway is asked under, and has an `ETag`. What it says under `security` is passed on as it is.',
  path: '/openapi',
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
  ],
  refusesNothing: true,
}
