import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Asks a policy decision point whether the caller may (OpenID AuthZEN, Authorization API 1.0).',
  text: `The gateway posts subject, action and resource to \`/access/v1/evaluation\`; only an answer of 200 with \`"decision": true\` lets the request pass. What is not allowed is refused with 403, a caller without a user with 401, as is a request that lacks a value which the options name. When the decision point does not answer, nobody passes (503 with \`Retry-After\`), unless \`throwOnError\` is false.

Options that name \`tool.name\` or \`tool.arguments.…\` make a policy of an MCP route judge each tool call in place of the POST; the refusal is a tool error. It was tested against a server that checks the wire of the specification, not against a product.`,
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
      name: 'authzen',
      handler: {
        export: 'AuthZenInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          authorizerHostname: '$env(PDP_URL)',
          authorizerAuthorizationHeader: 'Bearer $env(PDP_TOKEN)',
          subject: { type: 'user', id: '$authzen-prop(request.user.sub)' },
          resource: { type: 'route', id: '$authzen-prop(context.route.path)' },
          action: { name: '$authzen-prop(request.method)' },
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A user whom the decision point allows it passes.',
      request: { headers: { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' } },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'Another one does not.',
      request: { headers: { authorization: 'Basic Ym86YmF0dGVyeS1zdGFwbGU=' } },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
  ],
  seeAlso: [
    '[openfga-authz-inbound](openfga-authz-inbound.md)',
    '[Access policies](../../access-policies.md)',
  ],
}
