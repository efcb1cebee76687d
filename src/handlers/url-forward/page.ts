import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Passes the request on to another origin, at the same path.',
  text: 'The path of the request is appended to `baseUrl`. Headers go along, but those of one connection. In a tool call the credentials of the caller stay here; over HTTP they go along where no policy of the route removes or replaces them. Bodies flow through unread.',
  path: '/books/{id}',
  handler: {
    export: 'urlForwardHandler',
    module: '$import(@zuplo/runtime)',
    options: { baseUrl: '${env.UPSTREAM_URL}/v2' },
  },
  exchanges: [
    {
      shows: 'Path and query go on, below the path of the base.',
      request: { params: { id: 'emma' }, search: '?format=short' },
      answer: { status: 200, body: { method: 'GET', path: '/v2/books/emma', search: '?format=short' } },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[urlRewriteHandler](url-rewrite.md)', '[Handlers](../../handlers.md)'],
}
