import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Passes the request on to a URL that is built from its parameters, query and headers.',
  text: 'The pattern is a template: `${params.id}`, `${query.q}`, `${headers.get("x")}`, `${env.NAME}`, `${method}`, `${pathname}`. A template that reads what it may not, or a variable that is not set, stops the start. Use `${encodeURIComponent(...)}`, or `${e(...)}` for short, around what may hold a slash.',
  path: '/books/{id}',
  handler: {
    export: 'urlRewriteHandler',
    module: '$import(@zuplo/runtime)',
    options: { rewritePattern: '${env.UPSTREAM_URL}/catalog?isbn=${e(params.id)}' },
  },
  exchanges: [
    {
      shows: 'A parameter of the path becomes one of the query.',
      request: { params: { id: '978 0' } },
      answer: { status: 200, body: { method: 'GET', path: '/catalog', search: '?isbn=978%200' } },
    },
    {
      shows: 'The query of the request is added.',
      request: { params: { id: '7' }, search: '?format=short' },
      answer: { status: 200, body: { path: '/catalog', search: '?isbn=7&format=short' } },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[urlForwardHandler](url-forward.md)', '[URL templates](../../handlers.md#url-templates)'],
}
