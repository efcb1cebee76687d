import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Keeps answers for a while and gives them again without asking the upstream.',
  text: `Answers lie in the store of the gateway, so all processes share them. Each caller has answers of their own: the key holds the user and every header that carries credentials, beside the URL, the method, the body and the \`headers\` of the options. An upstream that says \`no-store\`, \`no-cache\` or \`private\`, sets a cookie or varies by \`*\` is obeyed, a shorter \`max-age\` too, and \`Vary\` is honoured. A caller gets past the cache with \`Cache-Control: no-cache\`. Bodies that are no UTF-8 text are not kept.

On an MCP route it keeps the results of tools that are marked read-only, by caller, tool and arguments, and never an error. A tool call that reaches a route with this policy is answered from its cache, but does not fill it: list the policy on the MCP route for that.`,
  inbound: [
    {
      name: 'cache',
      handler: {
        export: 'CachingInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { expirationSecondsTtl: 60 },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The first answer comes from the upstream.',
      answer: { status: 200, body: { path: '/books' } },
    },
    {
      shows: 'The second comes from the cache, and says how old it is.',
      answer: { status: 200, headers: { age: '0' }, body: { path: '/books' } },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[rate-limit-inbound](rate-limit-inbound.md)', '[Guards](../../guards.md)'],
}
