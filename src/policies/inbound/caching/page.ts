import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Keeps answers for a while and gives them again without asking the upstream.',
  text: `Answers lie in the store of the gateway, so all processes share them, or in memory. Each caller has answers of their own: the key holds the user and every header that carries credentials, beside the URL, the method, the body and the \`headers\` of the options. An upstream that says \`no-store\`, \`no-cache\` or \`private\`, sets a cookie or varies by \`*\` is obeyed, a shorter \`max-age\` or \`Expires\` too, and \`Vary\` is honoured. A caller gets past the cache with \`Cache-Control: no-cache\`. Bodies that are no UTF-8 text are not kept. List it behind the policies that judge the caller: an answer from the cache is given without asking those that come later.

Of requests that miss at the same moment, one goes to the upstream and the others wait for it, at most 10 seconds. With \`staleWhileRevalidateSeconds\`, an answer that is too old is given for that long while one new one is fetched in the background: the policies behind this one run again for it, those before it do not.

On an MCP route it keeps the results of tools that are marked read-only, by caller, tool and arguments, and never an error. Tool calls that enter a route with this policy use and fill the cache of the route. In both, whoever finds something stale that nobody is renewing waits for the new one, and the others do not.`,
  inbound: [
    {
      name: 'cache',
      handler: {
        export: 'CachingInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { expirationSecondsTtl: 60, staleWhileRevalidateSeconds: 300 },
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
