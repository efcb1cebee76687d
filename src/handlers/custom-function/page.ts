import type { ReferencePage } from '../../gateway/reference-page.ts'

/** The reference page of the handler. */
export const page: ReferencePage = {
  summary: 'Runs a function of the project as handler, or as policy.',
  text: 'A handler is `(request, context) => Response | value`; a value is sent as JSON. An inbound policy is `(request, context, options, policyName) => Request | Response | undefined`: a `Response` answers, anything else lets the request pass. An outbound policy is `(response, request, context, options, policyName) => Response`. The function is the export that `handler.export` names, of the module that `handler.module` names. Modules are TypeScript or JavaScript below `modules/`, bundled at the start.',
  inbound: [
    {
      name: 'only-short-titles',
      handler: { export: 'refuseLongTitles', module: '$import(./modules/books)', options: { longest: 20 } },
    },
  ],
  handler: { export: 'greet', module: '$import(./modules/books)' },
  files: {
    'modules/books.ts': `import type { ZuploContext, ZuploRequest } from '@zuplo/runtime'

export function greet(request: ZuploRequest) {
  return { read: request.query['title'] ?? 'anything' }
}

export function refuseLongTitles(request: ZuploRequest, _context: ZuploContext, options: { longest: number }) {
  const title = request.query['title'] ?? ''
  if (title.length > options.longest) return new Response('That is too long.', { status: 400 })
  return request
}
`,
  },
  exchanges: [
    {
      shows: 'What the handler returns is sent as JSON.',
      request: { search: '?title=Emma' },
      answer: { status: 200, body: { read: 'Emma' } },
    },
    {
      shows: 'A policy that returns a response answers in place of the handler.',
      request: { search: '?title=In+Search+of+Lost+Time' },
      answer: { status: 400, body: 'That is too long.' },
      tool: { says: 'That is too long.' },
    },
  ],
  seeAlso: ['[Modules that speak MCP](../../mcp-modules.md)'],
}
