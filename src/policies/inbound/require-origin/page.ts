import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets requests from scripts of listed web origins pass, and no others.',
  inbound: [
    {
      name: 'require-origin',
      handler: {
        export: 'RequireOriginInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { origins: 'https://shop.example, https://admin.shop.example' },
      },
    },
  ],

  exchanges: [
    {
      shows: 'A script of a listed origin passes.',
      request: { headers: { origin: 'https://shop.example' } },
      answer: { status: 200, body: { method: 'GET' } },
      tool: {
        unlike:
          'The Origin of the POST does not travel to the route of a tool; put the policy on the MCP route.',
      },
    },
    {
      shows: 'One of another origin does not.',
      request: { headers: { origin: 'https://evil.example' } },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
      tool: {
        unlike: 'An MCP server refuses web origins by itself unless the CORS policy of its route lists them.',
      },
    },
  ],
}
