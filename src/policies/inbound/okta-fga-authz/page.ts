import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Asks a store of Okta FGA whether the caller may.',
  text: 'What is not allowed is refused with 403, a caller without a user with 401. When the store does not answer, nobody passes: 503 with Retry-After. An object or relation with {tool} makes a policy of an MCP route judge each tool call.',
  inbound: [
    {
      name: 'sign-in',
      handler: {
        export: 'BasicAuthInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          accounts: [
            { username: 'ada', password: 'correct-horse' },
            { username: 'bo', password: 'battery-staple' },
          ],
        },
      },
    },
    {
      name: 'okta-fga-authz',
      handler: {
        export: 'OktaFGAAuthZInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          region: 'eu1',
          credentials: { clientId: 'gateway', clientSecret: '$env(FGA_CLIENT_SECRET)' },
          storeId: 'store-1',
          authorizationModelId: 'model-1',
          relation: 'viewer',
          object: 'catalog:books',
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A user who has the relation passes.',
      request: { headers: { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' } },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'A user without it does not.',
      request: { headers: { authorization: 'Basic Ym86YmF0dGVyeS1zdGFwbGU=' } },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
  ],
}
